{#- LR-01 by union unit, LR-06 by whether the insurance has urged for over 60 days, LR-08 by severity (the
    dead apart), DQ-02 by the state of the cell ("-" apart), DQ-04 with corrections of form apart. -#}
with
    parts as (
        select
            kpi_id, commune_code, period, role, 'union_unit' as dimension, note as category, value
        from {{ ref("int_kpi_cells_from_unions") }}
        union all
        select
            'LR-06',
            commune_code,
            period,
            'numerator',
            'arrears_age',
            case when urged_over_60_days then 'urged_over_60_days' else 'other' end,
            case
                when has_parts
                then
                    coalesce(late_social_vnd, 0)
                    + coalesce(late_health_vnd, 0)
                    + coalesce(late_unemployment_vnd, 0)
                else late_total_vnd - coalesce(late_interest_vnd, 0)
            end
            + coalesce(evaded_vnd, 0)
        from {{ ref("int_insured_employers") }}
        where due_to_date_vnd is not null and (has_parts or late_total_vnd is not null)
        {% for severity in ["victims_dead", "victims_serious", "victims_light"] %}
            union all
            select
                'LR-08',
                commune_code,
                period,
                'numerator',
                'injury_severity',
                '{{ severity }}',
                value
            from {{ ref("int_summary_figures") }}
            where form = 'accident_summary' and column_name = '{{ severity }}'
        {% endfor %}
        union all
        select
            'DQ-02',
            commune_code,
            period,
            'numerator',
            'cell_state',
            case
                when is_stated and cell_state = 'dash'
                then 'dash_as_zero'
                when is_stated
                then 'stated'
                when cell_state in ('blank', 'dash', 'ellipsis', 'error')
                then cell_state
                else 'no_number'
            end,
            1
        from {{ ref("int_mandatory_cells") }}
        {% for change in ["replacements", "corrections"] %}
            union all
            select 'DQ-04', commune_code, period, 'numerator', 'change_kind', '{{ change }}', 1
            from {{ ref("int_form_acceptances") }}
            where {{ change }} > 0
        {% endfor %}
    )

select
    kpi_id,
    commune_code,
    period,
    role,
    dimension,
    category,
    cast(null as {{ dbt.type_string() }}) as entity_key,
    cast(value as double) as value
from parts
where value is not null
