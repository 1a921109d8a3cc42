with
    source as (select * from {{ source("lake", "outreach_summary") }}),

    renamed as (
        select
            load_id || ':' || cast(record_no as varchar) as record_id,
            load_id,
            table_no,
            record_no,
            sheet,
            {{ adapter.quote("row") }} as row_no,
            period,
            cast(commune as varchar) as commune_code,
            cast(sessions as bigint) as sessions,
            sessions_cell,
            sessions_state,
            cast(attendances as bigint) as attendances,
            attendances_cell,
            attendances_state,
            cast(media_items as bigint) as media_items,
            media_items_cell,
            cast(materials_distributed as bigint) as materials_distributed,
            materials_distributed_cell,
            cast(annual_plan_sessions as bigint) as annual_plan_sessions,
            annual_plan_sessions_cell,
            cast(topic_political as bigint) as topic_political,
            cast(topic_labour_law as bigint) as topic_labour_law,
            cast(topic_insurance as bigint) as topic_insurance,
            cast(topic_safety as bigint) as topic_safety,
            cast(topic_union as bigint) as topic_union,
            cast(topic_other as bigint) as topic_other,
            cast(sessions_ytd as bigint) as sessions_ytd,
            sessions_ytd_cell,
            cast(attendances_ytd as bigint) as attendances_ytd,
            attendances_ytd_cell
        from source
    )

select *
from renamed
