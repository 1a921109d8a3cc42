-- The indicators of the dispute logs, each in the quarter of its own date: cases received (DS-01,
-- DS-02), mediations concluded (DS-03) or due (DS-04), cases open at the end (DS-05). They count
-- where a log decides, whichever agency's it is; a case in several logs counts once.
with
    winners as (
        select distinct commune_code, period
        from {{ ref("int_deciding_forms") }}
        where form = 'dispute_log'
    ),

    entries as (select * from {{ ref("int_matched_dispute_cases") }}),

    cases as (select * from entries where place_in_case = 1),

    received as (
        select entries.*, winners.period
        from entries
        inner join
            winners
            on entries.commune_code = winners.commune_code
            and entries.case_period = winners.period
    ),

    -- Withdrawn, pending and directly referred cases were not mediated to an end, and what need
    -- not be mediated is no measure of mediation.
    mediated as (
        select cases.*, winners.period
        from cases
        inner join
            winners
            on cases.commune_code = winners.commune_code
            and cases.mediation_period = winners.period
        where cases.mediation_result in ('mediated', 'mediation_failed') and not cases.is_exempt
    ),

    terms as (
        select terms.*, winners.period
        from {{ ref("int_mediation_terms") }} as terms
        inner join
            winners
            on terms.commune_code = winners.commune_code
            and terms.term_period = winners.period
    ),

    open_cases as (
        select cases.*, winners.period
        from cases
        inner join
            winners
            on cases.commune_code = winners.commune_code
            and cases.case_period <= winners.period
            and coalesce(cases.closing_period, '9999') > winners.period
            -- what an office of a former district had open and nobody took over is not carried on
            and (
                cases.log_period >= '{{ var("first_merged_period") }}'
                or winners.period < '{{ var("first_merged_period") }}'
            )
    ),

    cells as (
        {% for kpi in ["DS-01", "DS-02"] %}
            select
                '{{ kpi }}' as kpi_id,
                commune_code,
                period,
                'numerator' as role,
                load_id,
                sheet,
                received_cell as cell,
                row_no,
                'received_on' as column_name,
                1 as value,
                case when place_in_case = 1 then 1 else 0 end as weight,
                case
                    when place_in_case = 1
                    then 'đếm 1 vụ'
                    else 'cùng một vụ với sổ của cơ quan khác, không đếm thêm'
                end as note,
                false as is_limited
            from received
            union all
        {% endfor %}
        {% for role in ["numerator", "denominator"] %}
            select
                'DS-03',
                commune_code,
                period,
                '{{ role }}',
                load_id,
                sheet,
                mediation_result_cell,
                row_no,
                'outcome',
                {% if role == "numerator" %}
                    case when mediation_result = 'mediated' then 1 else 0 end,
                    1,
                    case
                        when mediation_result = 'mediated'
                        then 'hoà giải thành'
                        else 'hoà giải không thành'
                    end,
                {% else %} 1, 1, 'đếm 1 vụ kết thúc hoà giải',
                {% endif %}
                false
            from mediated
            union all
            select
                'DS-04',
                commune_code,
                period,
                '{{ role }}',
                load_id,
                sheet,
                {% if role == "numerator" %}
                    coalesce(
                        mediation_ended_on_cell, mediation_result_cell, mediator_received_on_cell
                    ),
                    row_no,
                    'mediation_ended_on',
                    case when is_in_time then 1 when not is_in_time then 0 end,
                    1,
                {% else %}
                    mediator_received_on_cell,
                    row_no,
                    'mediator_received_on',
                    case when is_in_time is not null then 1 end,
                    1,
                {% endif %}
                case
                    when is_in_time is null
                    then 'không ghi ngày hoà giải viên nhận'
                    when is_in_time
                    then 'đúng hạn ' || {{ format_date_vi("term_ends_on") }}
                    when concluded_on is null
                    then 'chưa kết thúc, quá hạn ' || {{ format_date_vi("term_ends_on") }}
                    else 'quá hạn ' || {{ format_date_vi("term_ends_on") }}
                end,
                is_in_time is null
            from terms
            union all
        {% endfor %}
        select
            'DS-05',
            commune_code,
            period,
            'numerator',
            load_id,
            sheet,
            received_cell,
            row_no,
            'received_on',
            1,
            1,
            'chưa giải quyết xong lúc cuối kỳ',
            false
        from open_cases
    )

    {{
        kpi_cells(
            "cells",
            {
                "form": "'dispute_log'",
                "source_used": "'dispute_log'",
                "weight": "weight",
                "note": "note",
                "is_limited": "is_limited",
            },
        )
    }}
