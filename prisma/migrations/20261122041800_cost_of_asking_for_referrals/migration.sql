-- Only a B unit's reads ever ask this, yet the planner counts it for every row of every list behind the fences of cases, plans and
-- dispatches, and then takes the long way round to ask it less often.
ALTER FUNCTION app_is_referred(uuid) COST 1;
