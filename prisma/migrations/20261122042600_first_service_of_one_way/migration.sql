-- A case that was closed, taken in again and sent to the same A unit has services of an earlier way: they say nothing of the limit that
-- runs since the centre's newest dispatch.
CREATE OR REPLACE FUNCTION app_earliest_service(of_dispatch uuid) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT min(other.first_service_on) FROM dispatch own
    JOIN dispatch other ON other.case_id = own.case_id AND other.from_unit_id = own.from_unit_id
   WHERE own.id = of_dispatch AND own.jurisdiction_id = app_jurisdiction() AND own.from_unit_id IS NOT NULL
     AND other.state IN ('accepted', 'ended')
     AND other.dispatched_on >= coalesce((
       SELECT max(centre.dispatched_on) FROM dispatch centre
        WHERE centre.case_id = own.case_id AND centre.service = 'case_management' AND centre.to_unit_id = own.from_unit_id
          AND centre.state IN ('waiting', 'accepted', 'ended') AND centre.dispatched_on <= own.dispatched_on
     ), own.dispatched_on)
$$;
