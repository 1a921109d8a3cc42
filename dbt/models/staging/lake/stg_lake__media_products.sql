with
    source as (select * from {{ source("lake", "media_products") }}),

    renamed as (
        select
            load_id || ':' || cast(record_no as varchar) as record_id,
            load_id,
            table_no,
            record_no,
            sheet,
            {{ adapter.quote("row") }} as row_no,
            period,
            cast(media_kind as varchar) as media_kind,
            media_kind_cell,
            cast(programme as varchar) as programme,
            programme_cell,
            cast(news as bigint) as news,
            news_cell,
            cast(articles as bigint) as articles,
            articles_cell,
            cast(reports as bigint) as reports,
            reports_cell,
            cast(short_videos as bigint) as short_videos,
            short_videos_cell,
            cast(infographics as bigint) as infographics,
            infographics_cell,
            cast(podcasts as bigint) as podcasts,
            podcasts_cell,
            cast(republished as bigint) as republished,
            republished_cell,
            cast(minutes as double) as minutes,
            minutes_cell,
            cast(views as bigint) as views,
            views_cell,
            cast(language as varchar) as language,
            language_cell
        from source
    )

select *
from renamed
