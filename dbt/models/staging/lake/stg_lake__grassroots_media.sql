with
    source as (select * from {{ source("lake", "grassroots_media") }}),

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
            cast(speaker_clusters as bigint) as speaker_clusters,
            speaker_clusters_cell,
            cast(broadcasts as bigint) as broadcasts,
            broadcasts_cell,
            broadcasts_state,
            cast(broadcast_time as double) as broadcast_time,
            broadcast_time_cell,
            broadcast_time_state,
            cast(broadcast_unit as varchar) as broadcast_unit,
            broadcast_unit_cell,
            cast(culture_houses as bigint) as culture_houses,
            culture_houses_cell,
            cast(sports_grounds as bigint) as sports_grounds,
            sports_grounds_cell,
            cast(activity_points as bigint) as activity_points,
            activity_points_cell,
            cast(activities as bigint) as activities,
            activities_cell,
            cast(activity_attendances as bigint) as activity_attendances,
            activity_attendances_cell
        from source
    )

select *
from renamed
