-- One row an indicator, commune and quarter shown, whether or not anything was reported.
-- null (no report), 0 (none) and na (no population) never mix.
with
    grid as (
        select
            kpis.kpi_id,
            kpis.additivity,
            kpis.scale,
            kpis.primary_form,
            kpis.na_reason,
            kpis.lowest_area,
            kpis.missing_numerator_reason,
            kpis.missing_denominator_reason,
            communes.commune_code,
            periods.period,
            periods.period_calendar,
            periods.starts_on,
            periods.ends_on
        from {{ ref("kpis") }} as kpis
        inner join
            {{ ref("int_observed_periods") }} as periods
            on kpis.period_calendar = periods.period_calendar
        cross join {{ ref("stg_reference__communes") }} as communes
    ),

    sums as (
        select
            kpi_id,
            commune_code,
            period,
            sum(case when role = 'numerator' then value * weight end) as numerator,
            sum(case when role = 'denominator' then value * weight end) as denominator,
            min(case when role = 'numerator' then source_used end) as numerator_source,
            min(case when role = 'denominator' then source_used end) as denominator_source,
            max(case when is_limited then 1 else 0 end) = 1 as is_limited,
            max(case when role = 'numerator' and value is null then 1 else 0 end)
            = 1 as has_blank_numerator,
            max(case when role = 'denominator' and value is null then 1 else 0 end)
            = 1 as has_blank_denominator
        from {{ ref("int_kpi_cells") }}
        group by kpi_id, commune_code, period
    ),

    duties as (
        select distinct commune_code, form, period, agency_code
        from {{ ref("int_reporting_duties") }}
        where agency_kind = 'commune'
    ),

    -- An indicator on the ledger itself is due wherever any form is.
    expected as (
        select
            kpis.kpi_id,
            duties.commune_code,
            duties.period,
            max(case when submissions.submissions > 0 then 1 else 0 end) = 1 as was_sent,
            -- the form came and stands: then it does not hold what the indicator needs
            max(case when submissions.standing_load_id is not null then 1 else 0 end)
            = 1 as was_accepted
        from {{ ref("kpis") }} as kpis
        inner join duties on coalesce(kpis.primary_form, '') in (duties.form, '')
        left join
            {{ ref("int_submissions_by_form") }} as submissions
            on duties.agency_code = submissions.agency_code
            and duties.form = submissions.form
            and duties.period = submissions.period
        group by kpis.kpi_id, duties.commune_code, duties.period
    ),

    -- whether communes owe the form at all, or a department sends it for them
    owed as (
        select
            kpis.kpi_id, max(case when expected.kpi_id is not null then 1 else 0 end) = 1 as is_owed
        from {{ ref("kpis") }} as kpis
        left join expected on kpis.kpi_id = expected.kpi_id
        group by kpis.kpi_id
    ),

    judged as (
        select
            grid.*,
            sums.numerator,
            sums.denominator,
            case
                when sums.numerator_source <> sums.denominator_source
                then sums.numerator_source || '; ' || sums.denominator_source
                else sums.numerator_source
            end as source_used,
            coalesce(sums.is_limited, false) as is_limited,
            expected.commune_code is not null as is_expected,
            case
                when grid.lowest_area = 'province'
                then 'na'
                when
                    sums.numerator is null
                    or (grid.additivity = 'RATIO' and sums.denominator is null)
                then 'null'
                when grid.additivity = 'RATIO' and sums.denominator = 0
                then 'na'
                else 'value'
            end as value_state,
            case
                when sums.numerator is not null and sums.has_blank_denominator
                then 'báo cáo để trống số liệu này'
                when sums.numerator is not null
                then grid.missing_denominator_reason
                when sums.has_blank_numerator
                then 'báo cáo để trống số liệu này'
                when expected.was_accepted or (expected.was_sent is null and not owed.is_owed)
                then grid.missing_numerator_reason
                when expected.commune_code is null
                then 'không có nghĩa vụ báo cáo trong kỳ'
                when expected.was_sent
                then 'chưa có báo cáo (bản đã gửi bị trả lại)'
                else 'chưa có báo cáo'
            end as null_reason
        from grid
        inner join owed on grid.kpi_id = owed.kpi_id
        left join
            sums
            on grid.kpi_id = sums.kpi_id
            and grid.commune_code = sums.commune_code
            and grid.period = sums.period
        left join
            expected
            on grid.kpi_id = expected.kpi_id
            and grid.commune_code = expected.commune_code
            and grid.period = expected.period
    )

select
    kpi_id,
    additivity,
    scale,
    commune_code,
    period,
    period_calendar,
    case when is_counted then numerator end as numerator,
    case when is_counted and additivity = 'RATIO' then denominator end as denominator,
    value_state,
    case
        when lowest_area = 'province'
        then 'chỉ tính cấp tỉnh'
        when value_state = 'null'
        then null_reason
        when value_state = 'na'
        then na_reason
    end as value_reason,
    case when is_counted then source_used end as source_used,
    is_counted,
    is_expected and lowest_area = 'commune' as is_expected,
    case
        when ends_on < cast('{{ var("merger_on") }}' as date)
        then 'không'
        when starts_on < cast('{{ var("merger_on") }}' as date)
        then 'hạn chế'
        when is_limited and is_counted
        then 'hạn chế'
        else 'được'
    end as comparability
from
    (
        select *, value_state <> 'null' and lowest_area = 'commune' as is_counted from judged
    ) as judged
