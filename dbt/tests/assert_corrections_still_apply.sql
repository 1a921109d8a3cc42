-- A correction whose cell says something else by now, or is not counted any more, has done its
-- work:
-- take it out of seeds/corrections.csv (status đã rút).
with
    found as (
        select
            correction_id,
            count(*) as cells,
            sum(case when is_corrected then 1 else 0 end) as corrected_cells
        from {{ ref("int_kpi_cells_corrected") }}
        where correction_id is not null
        group by correction_id
    )

select
    corrections.correction_id,
    case
        when found.cells is null
        then 'ô này không còn được tính'
        else 'nguồn không còn ghi số mà bản hiệu chỉnh chờ đợi'
    end as why
from {{ ref("corrections") }} as corrections
left join found on corrections.correction_id = found.correction_id
where
    corrections.status = 'áp dụng' and (found.cells is null or found.corrected_cells < found.cells)
