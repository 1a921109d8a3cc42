-- Names of the forms, for readers who do not know their ids
select distinct form, form_name from marts.fct_reporting_status where form is not null order by form
