-- The workers of the rates that are per so many workers (which ones is a seed): the mean of the
-- stock at the end of the quarter before and at the end of the quarter; the closing stock alone,
-- marked as limited, where no earlier one exists. A mean of two sources is limited as well.
with
    stocks as (select * from {{ ref("int_worker_stocks") }}),

    reported as (
        select commune_code, period, min(form) as form from stocks group by commune_code, period
    ),

    quarters as (
        select
            closing.commune_code,
            closing.period,
            closing.form,
            periods.previous_period,
            opening.period is not null as has_opening,
            coalesce(opening.form, closing.form) <> closing.form as is_mixed
        from reported as closing
        inner join
            (
                select distinct period, previous_period from {{ ref("int_calendar_periods") }}
            ) as periods
            on closing.period = periods.period
        left join
            reported as opening
            on closing.commune_code = opening.commune_code
            and periods.previous_period = opening.period
    ),

    ends as (
        select
            *,
            period as stock_period,
            case when has_opening then 0.5 else 1 end as weight,
            case
                when has_opening then 'số cuối quý' else 'số cuối quý, chưa có số đầu quý'
            end as note
        from quarters
        union all
        select *, previous_period, 0.5, 'số đầu quý (cuối quý trước)'
        from quarters
        where has_opening
    ),

    -- what is stated for the province alone rests on all communes, and is limited without some
    known as (
        select reported.period, count(*) as communes, min(everywhere.communes) as all_communes
        from reported
        cross join
            (select count(*) as communes from {{ ref("stg_reference__communes") }}) as everywhere
        group by reported.period
    ),

    cells as (
        select
            rates.kpi_id,
            case
                when rates.stated_for = 'province'
                then '{{ var("province_code") }}'
                else ends.commune_code
            end as commune_code,
            ends.period,
            ends.weight,
            ends.note,
            ends.form as source_used,
            ends.is_mixed
            or not ends.has_opening
            or (
                rates.stated_for = 'province' and known.communes < known.all_communes
            ) as is_limited,
            stocks.form,
            stocks.kind,
            stocks.load_id,
            stocks.sheet,
            stocks.cell,
            stocks.row_no,
            stocks.column_name,
            stocks.workers as value
        from ends
        inner join
            stocks on ends.commune_code = stocks.commune_code and ends.stock_period = stocks.period
        inner join known on ends.period = known.period
        cross join {{ ref("worker_rates") }} as rates
    )

    {{
        kpi_cells(
            "cells",
            {
                "role": "'denominator'",
                "kind": "kind",
                "weight": "weight",
                "note": "note",
                "is_limited": "is_limited",
            },
        )
    }}
