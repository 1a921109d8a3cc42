-- The denominator of CI-02: employers with at least one contracted worker active at the end of the
-- quarter, each once by its key. A household business without employees has no such worker.
with
    liable as (
        select
            *,
            coalesce(workers_cell, employer_cell) as cell,
            'workers' as column_name,
            1 as value,
            'đơn vị đang hoạt động, có từ 01 lao động hợp đồng trở lên' as note
        from {{ ref("int_registered_employers") }}
        where is_active and workers_contracted >= 1
    ),

    silent as (
        select
            'CI-02' as kpi_id,
            'denominator' as role,
            commune_code,
            period,
            load_id,
            sheet,
            is_nil_return
        from {{ ref("int_winning_tables") }} as winning
        where
            form = 'employer_register'
            and not exists (
                select 1
                from liable
                where liable.commune_code = winning.commune_code and liable.period = winning.period
            )
    ),

    register_cells as (
        {{
            kpi_cells(
                "liable",
                {
                    "kpi_id": "'CI-02'",
                    "role": "'denominator'",
                    "form": "'employer_register'",
                    "note": "note",
                    "source_used": "'employer_register'",
                    "entity_key": "employer_id",
                },
            )
        }}
    ),

    silence_cells as ({{ silent_cells("silent", "employer_register") }})

select *
from register_cells
union all
select *
from silence_cells
