-- OE-01, OE-02, the numerators of OE-03 and OE-07 where a list of sessions decides (whichever
-- agency's it is; one held together counts once), and the plan of the year, which is OE-07's
-- denominator.
with
    winners as (
        select distinct commune_code, period
        from {{ ref("int_deciding_forms") }}
        where form = 'outreach_sessions'
    ),

    sessions as (
        select
            sessions.*,
            winners.period,
            case when place_in_session = 1 and not is_embedded then 1 else 0 end as weight,
            case
                when is_embedded
                then 'lồng ghép, tính riêng'
                when place_in_session > 1
                then 'cuộc phối hợp, đã đếm ở danh sách của cơ quan khác'
            end as note
        from {{ ref("int_matched_outreach_sessions") }} as sessions
        inner join
            winners
            on sessions.commune_code = winners.commune_code
            and sessions.event_period = winners.period
    ),

    -- all tables of the list, so that the 0 shows where it was said
    silent as (
        select winning.*
        from winners
        inner join
            {{ ref("int_winning_tables") }} as winning
            on winning.form = 'outreach_sessions'
            and winners.commune_code = winning.commune_code
            and winners.period = winning.period
        left join
            (select distinct commune_code, period from sessions) as told
            on winners.commune_code = told.commune_code
            and winners.period = told.period
        where told.commune_code is null
    ),

    cells as (
        {% for kpi in ["OE-01", "OE-07"] %}
            select
                '{{ kpi }}' as kpi_id,
                commune_code,
                period,
                'numerator' as role,
                'cell' as kind,
                load_id,
                'outreach_sessions' as form,
                sheet,
                held_on_cell as cell,
                row_no,
                'held_on' as column_name,
                cast(1 as double) as value,
                weight,
                coalesce(note, 'đếm 1 cuộc') as note,
                false as is_limited
            from sessions
            union all
        {% endfor %}
        {% for kpi in ["OE-02", "OE-03"] %}
            select
                '{{ kpi }}',
                commune_code,
                period,
                'numerator',
                'cell',
                load_id,
                'outreach_sessions',
                sheet,
                attendances_cell,
                row_no,
                'attendances',
                attendances,
                weight,
                coalesce(
                    note,
                    case
                        when {{ is_round_number("attendances") }}
                        then 'số tròn nghìn, có thể là số ước'
                    end
                ),
                false
            from sessions
            where weight = 1 or attendances is not null
            union all
        {% endfor %}
        {% for kpi in ["OE-01", "OE-02", "OE-03", "OE-07"] %}
            select
                '{{ kpi }}',
                commune_code,
                period,
                'numerator',
                case when is_nil_return then 'nil' else 'ledger' end,
                load_id,
                'outreach_sessions',
                sheet,
                null,
                null,
                null,
                0,
                1,
                case
                    when is_nil_return
                    then 'báo cáo không phát sinh'
                    else 'danh sách đã gửi, không có dòng nào trong kỳ'
                end,
                false
            from silent
            union all
        {% endfor %}
        select
            'OE-07',
            commune_code,
            period,
            'denominator',
            case when sessions_planned is null then 'ledger' else 'cell' end,
            load_id,
            form,
            sheet,
            cell,
            row_no,
            case when sessions_planned is not null then 'annual_plan_sessions' end,
            coalesce(sessions_planned, 0),
            1,
            case
                when sessions_planned is null
                then 'chưa có kế hoạch năm trong các báo cáo của năm'
                when stated_in < period
                then 'kế hoạch năm theo báo cáo quý ' || stated_in
                else 'kế hoạch năm'
            end,
            false
        from {{ ref("int_outreach_plans") }}
    )

    {{
        kpi_cells(
            "cells",
            {
                "kind": "kind",
                "weight": "weight",
                "note": "note",
                "source_used": "form",
                "is_limited": "is_limited",
            },
        )
    }}
