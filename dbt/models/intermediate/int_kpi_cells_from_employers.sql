-- The denominator of OE-03: the mean of the workers at the end of the quarter before and at
-- the end of the quarter; the closing stock alone, marked as limited, where no earlier
-- register exists.
with
    stocks as (select * from {{ ref("int_worker_stocks") }}),

    reported as (
        select distinct winning.commune_code, winning.period, periods.previous_period
        from {{ ref("int_winning_tables") }} as winning
        inner join {{ ref("forms") }} as forms on winning.form = forms.form
        inner join
            {{ ref("int_calendar_periods") }} as periods
            on winning.period = periods.period
            and forms.period_calendar = periods.period_calendar
        where winning.form = 'employer_register'
    ),

    quarters as (
        select
            closing.commune_code,
            closing.period,
            closing.previous_period,
            opening.period is not null as has_opening
        from reported as closing
        left join
            reported as opening
            on closing.commune_code = opening.commune_code
            and closing.previous_period = opening.period
    ),

    cells as (
        select
            quarters.commune_code,
            quarters.period,
            stocks.kind,
            stocks.load_id,
            stocks.sheet,
            stocks.cell,
            stocks.row_no,
            stocks.column_name,
            stocks.workers as value,
            case when quarters.has_opening then 0.5 else 1 end as weight,
            case
                when quarters.has_opening then 'số cuối quý' else 'số cuối quý, chưa có số đầu quý'
            end as note,
            not quarters.has_opening as is_limited
        from quarters
        inner join
            stocks
            on quarters.commune_code = stocks.commune_code
            and quarters.period = stocks.period
        union all
        select
            quarters.commune_code,
            quarters.period,
            stocks.kind,
            stocks.load_id,
            stocks.sheet,
            stocks.cell,
            stocks.row_no,
            stocks.column_name,
            stocks.workers,
            0.5,
            'số đầu quý (cuối quý trước)',
            false
        from quarters
        inner join
            stocks
            on quarters.commune_code = stocks.commune_code
            and quarters.previous_period = stocks.period
    )

    {{
        kpi_cells(
            "cells",
            {
                "kpi_id": "'OE-03'",
                "role": "'denominator'",
                "kind": "kind",
                "form": "'employer_register'",
                "weight": "weight",
                "note": "note",
                "source_used": "'employer_register'",
                "is_limited": "is_limited",
            },
        )
    }}
