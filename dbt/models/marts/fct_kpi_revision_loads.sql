-- Which loads changed what each commune's numbers are made of, publication by publication. A load
-- that was replaced by one with the same figures changes none (`changes_figure` is false).
{% set cell_columns %}
    kpi_id, commune_code, period, role, load_id, form, sheet, cell, row_no, column_name, value, weight,
    entity_key, zone_code
{% endset %}

with
    now as (
        select
            kpi_id,
            commune_code,
            period,
            role,
            load_id,
            form,
            sheet,
            cell,
            {{ adapter.quote("row") }} as row_no,
            column_name,
            value,
            weight,
            entity_key,
            zone_code
        from {{ ref("fct_kpi_cells") }}
    ),

    -- nothing is revised by the very first release
    build as (
        select publication_no
        from {{ ref("stg_ledger__publications") }}
        where is_build and previous_release_id is not null
    ),

    added as (
        select {{ cell_columns }}
        from now
        except all
        select {{ cell_columns }}
        from {{ ref("stg_ledger__current_cells") }}
    ),

    left_out as (
        select {{ cell_columns }}
        from {{ ref("stg_ledger__current_cells") }}
        except all
        select {{ cell_columns }}
        from now
    ),

    changed_cells as (
        select
            publication_no,
            side,
            kpi_id,
            commune_code,
            zone_code,
            period,
            role,
            load_id,
            value * weight as amount
        from {{ ref("stg_ledger__published_cells") }}
        union all
        select
            build.publication_no,
            'new' as side,
            added.kpi_id,
            added.commune_code,
            added.zone_code,
            added.period,
            added.role,
            added.load_id,
            added.value * added.weight as amount
        from added
        cross join build
        union all
        select
            build.publication_no,
            'old' as side,
            left_out.kpi_id,
            left_out.commune_code,
            left_out.zone_code,
            left_out.period,
            left_out.role,
            left_out.load_id,
            left_out.value * left_out.weight as amount
        from left_out
        cross join build
    ),

    by_load as (
        select
            publication_no,
            kpi_id,
            commune_code,
            zone_code,
            period,
            role,
            load_id,
            sum(case when side = 'old' then amount else 0 end) as old_amount,
            sum(case when side = 'new' then amount else 0 end) as new_amount,
            sum(case when side = 'old' then 1 else 0 end) as old_cells,
            sum(case when side = 'new' then 1 else 0 end) as new_cells
        from changed_cells
        group by publication_no, kpi_id, commune_code, zone_code, period, role, load_id
    ),

    by_figure as (
        select
            publication_no,
            kpi_id,
            commune_code,
            zone_code,
            period,
            role,
            sum(old_amount) as old_amount,
            sum(new_amount) as new_amount,
            sum(old_cells) as old_cells,
            sum(new_cells) as new_cells
        from by_load
        group by publication_no, kpi_id, commune_code, zone_code, period, role
    )

select
    by_load.publication_no,
    publications.release_id,
    publications.published_at,
    by_load.kpi_id,
    by_load.commune_code,
    by_load.zone_code,
    by_load.period,
    by_load.role,
    by_load.load_id,
    by_load.old_amount,
    by_load.new_amount,
    -- a first report of 0 changes "no report" into a number
    {{ differs("by_figure.old_amount", "by_figure.new_amount") }}
    or by_figure.old_cells = 0
    or by_figure.new_cells = 0 as changes_figure
from by_load
inner join
    by_figure
    on by_load.publication_no = by_figure.publication_no
    and by_load.kpi_id = by_figure.kpi_id
    and by_load.commune_code = by_figure.commune_code
    and coalesce(by_load.zone_code, '') = coalesce(by_figure.zone_code, '')
    and by_load.period = by_figure.period
    and by_load.role = by_figure.role
inner join
    {{ ref("stg_ledger__publications") }} as publications
    on by_load.publication_no = publications.publication_no
