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
            max(case when submissions.submissions > 0 then 1 else 0 end) = 1 as was_sent
        from {{ ref("kpis") }} as kpis
        inner join duties on coalesce(kpis.primary_form, '') in (duties.form, '')
        left join
            {{ ref("int_submissions_by_form") }} as submissions
            on duties.agency_code = submissions.agency_code
            and duties.form = submissions.form
            and duties.period = submissions.period
        group by kpis.kpi_id, duties.commune_code, duties.period
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
                then 'chưa có danh sách đơn vị sử dụng lao động để tính mẫu số'
                when sums.has_blank_numerator
                then 'báo cáo để trống số liệu này'
                when expected.commune_code is null
                then 'không có nghĩa vụ báo cáo trong kỳ'
                when expected.was_sent
                then 'chưa có báo cáo (bản đã gửi bị trả lại)'
                else 'chưa có báo cáo'
            end as null_reason
        from grid
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
    case when value_state <> 'null' then numerator end as numerator,
    case when value_state <> 'null' and additivity = 'RATIO' then denominator end as denominator,
    value_state,
    case
        when value_state = 'null' then null_reason when value_state = 'na' then na_reason
    end as value_reason,
    case when value_state <> 'null' then source_used end as source_used,
    is_expected,
    case
        when ends_on < cast('{{ var("merger_on") }}' as date)
        then 'không'
        when starts_on < cast('{{ var("merger_on") }}' as date)
        then 'hạn chế'
        when is_limited and value_state <> 'null'
        then 'hạn chế'
        else 'được'
    end as comparability
from judged
