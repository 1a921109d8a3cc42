-- The band of each component: none, half or full, by fixed limits. Rates of small communes are
-- drawn towards the provincial rate first (gamma-Poisson): (events + α) / (exposure + β), where β
-- is the exposure of a median commune and α / β the provincial rate.
with
    inputs as (
        select *, numerator is not null and denominator > 0 as has_data
        from {{ ref("int_hotspot_inputs") }}
    ),

    priors as (
        select
            component,
            period,
            sum(numerator) / sum(denominator) as provincial_rate,
            median(denominator) as median_exposure
        from inputs
        where has_data and is_shrunk
        group by component, period
    ),

    measured as (
        select
            inputs.*,
            case
                when inputs.has_data then inputs.scale * inputs.numerator / inputs.denominator
            end as value,
            case
                when inputs.has_data and inputs.is_shrunk
                then
                    inputs.scale
                    * (inputs.numerator + priors.provincial_rate * priors.median_exposure)
                    / (inputs.denominator + priors.median_exposure)
            end as shrunken_value
        from inputs
        left join priors on inputs.component = priors.component and inputs.period = priors.period
    ),

    banded as (
        select
            *,
            case
                when not has_data
                then null
                when
                    (worse_when = 'high' and coalesce(shrunken_value, value) >= full_from)
                    or (worse_when = 'low' and coalesce(shrunken_value, value) < full_from)
                then 1.0
                when
                    (worse_when = 'high' and coalesce(shrunken_value, value) >= half_from)
                    or (worse_when = 'low' and coalesce(shrunken_value, value) < half_from)
                then 0.5
                else 0.0
            end as band
        from measured
    )

select
    commune_code,
    period,
    component,
    component_name,
    kpi_id,
    form,
    sort_order,
    unit,
    worse_when,
    half_from,
    full_from,
    numerator,
    denominator,
    value,
    shrunken_value,
    cast(band as double) as band,
    weight,
    has_data,
    is_from_quarter_before,
    case
        when not has_data
        then coalesce(missing_reason, 'chưa có số liệu')
        when is_from_quarter_before
        then 'số liệu của quý trước (biểu nửa năm)'
    end as reason,
    -- points of the score: the weights with data make up 100
    100.0
    * weight
    * band
    / sum(case when has_data then weight end) over (
        partition by commune_code, period
    ) as contribution
from banded
