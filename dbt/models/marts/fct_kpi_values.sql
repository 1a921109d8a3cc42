-- Each indicator for each commune and for the province. A ratio of the province is the sum of
-- the numerators over the sum of the denominators of the communes that reported.
with
    communes as (
        select
            kpi_id,
            additivity,
            scale,
            commune_code as area_code,
            'commune' as area_kind,
            period,
            period_calendar,
            numerator,
            denominator,
            value_state,
            value_reason,
            source_used,
            case when is_counted then 1 else 0 end as reporting_units,
            case when is_expected then 1 else 0 end as expected_units,
            comparability
        from {{ ref("int_kpi_commune_values") }}
    ),

    -- Distinct names first: a list of distinct values cannot be ordered in every engine.
    sources as (
        select
            kpi_id,
            period,
            {{ dbt.listagg("source_used", "' | '", "order by source_used") }} as source_used
        from (select distinct kpi_id, period, source_used from communes where source_used <> '')
        group by kpi_id, period
    ),

    province as (
        select
            communes.kpi_id,
            communes.additivity,
            communes.scale,
            'province' as area_code,
            'province' as area_kind,
            communes.period,
            communes.period_calendar,
            sum(communes.numerator) as numerator,
            sum(communes.denominator) as denominator,
            case
                when sum(communes.reporting_units) = 0
                then 'null'
                when communes.additivity = 'RATIO' and sum(communes.denominator) = 0
                then 'na'
                else 'value'
            end as value_state,
            max(sources.source_used) as source_used,
            sum(communes.reporting_units) as reporting_units,
            sum(communes.expected_units) as expected_units,
            -- before the merger the province was two; a few communes do not limit the whole
            case
                when
                    min(periods.starts_on) < cast('{{ var("merger_on") }}' as date)
                    or sum(
                        case
                            when communes.comparability <> 'được'
                            then communes.reporting_units
                            else 0
                        end
                    )
                    >= {{ var("limited_share") }} * sum(communes.reporting_units)
                    and sum(communes.reporting_units) > 0
                then 'hạn chế'
                else 'được'
            end as comparability
        from communes
        inner join
            {{ ref("int_observed_periods") }} as periods
            on communes.period = periods.period
            and communes.period_calendar = periods.period_calendar
        left join sources on communes.kpi_id = sources.kpi_id and communes.period = sources.period
        group by
            communes.kpi_id,
            communes.additivity,
            communes.scale,
            communes.period,
            communes.period_calendar
    ),

    areas as (
        select
            kpi_id,
            additivity,
            scale,
            area_code,
            area_kind,
            period,
            period_calendar,
            numerator,
            denominator,
            value_state,
            value_reason,
            source_used,
            reporting_units,
            expected_units,
            comparability
        from communes
        union all
        select
            province.kpi_id,
            province.additivity,
            province.scale,
            province.area_code,
            province.area_kind,
            province.period,
            province.period_calendar,
            province.numerator,
            province.denominator,
            province.value_state,
            case
                when province.value_state = 'na'
                then kpis.na_reason
                when province.value_state = 'null' and province.expected_units = 0
                then kpis.missing_numerator_reason
                when province.value_state = 'null'
                then 'chưa có xã, phường nào báo cáo'
            end,
            province.source_used,
            province.reporting_units,
            province.expected_units,
            province.comparability
        from province
        inner join {{ ref("kpis") }} as kpis on province.kpi_id = kpis.kpi_id
    )

select
    areas.kpi_id,
    areas.area_code,
    areas.area_kind,
    areas.period,
    areas.period_calendar,
    case
        when areas.value_state <> 'value'
        then null
        when areas.additivity = 'RATIO'
        then areas.scale * areas.numerator / areas.denominator
        else areas.scale * areas.numerator
    end as value,
    areas.numerator,
    areas.denominator,
    areas.value_state,
    areas.value_reason,
    areas.source_used,
    cast(areas.reporting_units as integer) as reporting_units,
    cast(areas.expected_units as integer) as expected_units,
    -- shares by their denominator, rates by their events as well
    areas.additivity = 'RATIO'
    and areas.value_state = 'value'
    and (
        areas.denominator < {{ var("small_denominator") }}
        or (kpis.unit <> '%' and areas.numerator < {{ var("small_numerator") }})
    ) as is_small_number,
    areas.comparability
from areas
inner join {{ ref("kpis") }} as kpis on areas.kpi_id = kpis.kpi_id
