-- What happened in an area in one quarter, all kinds together, newest first, each with the address
-- of its row; an empty quarter means all. `figure` is a number of people (stoppages, disputes,
-- sessions), of violations (inspections) or of đồng (penalties), as `figure_unit` says.
with
    happened as (
        select
            'stoppage' as kind,
            'Ngừng việc, đình công' as kind_name,
            event_id,
            commune_code,
            zone_code,
            period,
            started_on as happened_on,
            ended_on,
            event_type_name as what,
            outcome_name as outcome,
            industry,
            workers_involved as figure,
            'người' as figure_unit,
            load_id,
            file_name,
            form,
            sheet,
            row,
            cell
        from marts.fct_stoppages
        union all
        select
            'dispute',
            'Tranh chấp lao động',
            event_id,
            commune_code,
            null,
            period,
            received_on,
            closed_on,
            dispute_type_name || ': ' || cause_names,
            outcome_name,
            industry,
            workers_involved,
            'người',
            load_id,
            file_name,
            form,
            sheet,
            row,
            cell
        from marts.fct_disputes
        union all
        select
            'inspection',
            'Thanh tra, kiểm tra',
            event_id,
            commune_code,
            null,
            period,
            happened_on,
            remedied_on,
            inspection_type_name || ': ' || inspection_form_name,
            violation_names,
            industry,
            violations,
            'vi phạm',
            load_id,
            file_name,
            form,
            sheet,
            row,
            cell
        from marts.fct_inspections
        union all
        select
            'penalty',
            'Xử phạt',
            event_id,
            commune_code,
            null,
            period,
            decided_on,
            paid_on,
            subject_name || ': ' || authority_name,
            status_name,
            industry,
            payable_vnd,
            'đồng',
            load_id,
            file_name,
            form,
            sheet,
            row,
            cell
        from marts.fct_penalties
        union all
        select
            'session',
            'Tuyên truyền',
            event_id,
            commune_code,
            null,
            period,
            held_on,
            null,
            session_form_name || ': ' || topic_names,
            null,
            null,
            attendances,
            'lượt người',
            load_id,
            file_name,
            form,
            sheet,
            row,
            cell
        from marts.fct_outreach_sessions
    )

select
    h.kind,
    h.kind_name,
    h.event_id,
    h.commune_code,
    coalesce(a.area_name, 'Tỉnh Lào Cai') as commune_name,
    h.period,
    h.happened_on,
    h.ended_on,
    h.what,
    h.outcome,
    h.industry,
    h.figure,
    h.figure_unit,
    h.load_id,
    h.file_name,
    h.form,
    h.sheet,
    h.row,
    h.cell
from happened as h
inner join
    marts.bridge_area_members as m
    on m.area_code = '${inputs.area.value}'
    and m.member_code
    = case when m.area_kind = 'industrial_zone' then h.zone_code else h.commune_code end
left join marts.dim_area as a on a.area_code = h.commune_code
where '${inputs.period.value}' = '' or h.period = '${inputs.period.value}'
order by h.happened_on desc nulls last, h.kind, h.event_id
