-- OE-04: employers of a size (a threshold) that legal education reached, over all employers of that
-- size in the registers. The list must name them by tax code: one that names none tells nothing.
with
    lists as (
        select distinct commune_code, period
        from {{ ref("int_winning_tables") }}
        where form = 'outreach_sessions'
    ),

    sizes as (
        select periods.period, thresholds.value as smallest
        from {{ ref("int_calendar_periods") }} as periods
        inner join
            {{ ref("forms") }} as forms
            on periods.period_calendar = forms.period_calendar
            and forms.form = 'employer_register'
        inner join
            {{ ref("kpi_thresholds") }} as thresholds
            on thresholds.kpi_id = 'OE-04'
            and thresholds.threshold = 'smallest_employer'
            and periods.ends_on >= thresholds.valid_from
            and periods.ends_on <= coalesce(thresholds.valid_to, periods.ends_on)
    ),

    reached as (
        select reached.*, reached.is_active and reached.workers >= sizes.smallest as is_counted
        from {{ ref("int_employers_reached") }} as reached
        inner join
            lists on reached.commune_code = lists.commune_code and reached.period = lists.period
        inner join sizes on reached.period = sizes.period
    ),

    -- what the sessions of a commune say at all: blank codes are no 0
    told as (
        select sessions.*, lists.period
        from {{ ref("int_matched_outreach_sessions") }} as sessions
        inner join
            lists
            on sessions.commune_code = lists.commune_code
            and sessions.event_period = lists.period
        where not sessions.is_embedded
    ),

    registers as (
        select
            winning.commune_code,
            winning.period,
            winning.load_id,
            winning.sheet,
            winning.is_nil_return
        from {{ ref("int_winning_tables") }} as winning
        where winning.form = 'employer_register'
    ),

    employers as (
        select registered.*
        from {{ ref("int_registered_employers") }} as registered
        inner join sizes on registered.period = sizes.period
        where registered.is_active and registered.workers >= sizes.smallest
    ),

    cells as (
        select
            commune_code,
            period,
            'numerator' as role,
            'cell' as kind,
            load_id,
            'outreach_sessions' as form,
            sheet,
            tax_code_cell as cell,
            row_no,
            'tax_code' as column_name,
            cast(1 as double) as value,
            case when is_counted then 1 else 0 end as weight,
            case
                when is_counted
                then 'đơn vị được phổ biến pháp luật'
                else 'đơn vị dưới ngưỡng số lao động hoặc không hoạt động, không tính'
            end as note,
            employer_id as entity_key
        from reached
        union all
        select
            commune_code,
            period,
            'numerator',
            'cell',
            load_id,
            'outreach_sessions',
            sheet,
            coalesce(tax_code_cell, held_on_cell),
            row_no,
            'tax_code',
            case when tax_codes is not null then 0 end,
            1,
            case
                when tax_codes is null
                then 'cuộc không ghi mã số thuế doanh nghiệp'
                else 'cuộc có ghi mã số thuế'
            end,
            null
        from told
        union all
        select
            commune_code,
            period,
            'denominator',
            'cell',
            load_id,
            'employer_register',
            sheet,
            employer_cell,
            row_no,
            'employer',
            1,
            1,
            'đơn vị đang hoạt động, đủ ngưỡng số lao động',
            employer_id
        from employers
        union all
        select
            registers.commune_code,
            registers.period,
            'denominator',
            case when registers.is_nil_return then 'nil' else 'ledger' end,
            registers.load_id,
            'employer_register',
            registers.sheet,
            null,
            null,
            null,
            0,
            1,
            'danh sách không có đơn vị nào đủ ngưỡng số lao động',
            null
        from registers
        left join
            (select distinct commune_code, period from employers) as told_employers
            on registers.commune_code = told_employers.commune_code
            and registers.period = told_employers.period
        where told_employers.commune_code is null
    )

    {{
        kpi_cells(
            "cells",
            {
                "kpi_id": "'OE-04'",
                "kind": "kind",
                "weight": "weight",
                "note": "note",
                "source_used": "form",
                "entity_key": "entity_key",
            },
        )
    }}
