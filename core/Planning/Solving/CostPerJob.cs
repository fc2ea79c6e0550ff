namespace Dispatch.Planning.Solving;

/// <summary>What serving a job costs on average: by it a search knows which differences are large.</summary>
internal static class CostPerJob
{
    // Where waiting is paid a plan is harder to change without passing by dearer ones; measured on technician routing instances.
    private const double BoldnessWhereTimeIsPaid = 3;

    /// <summary>Of the jobs that a plan serves, without what engineers and work on site cost.</summary>
    public static double Of(Draft draft)
    {
        var (instance, sum, served) = (draft.Instance, 0L, 1);
        foreach (var route in draft.Routes)
        {
            if (route.Visits > 0)
                (sum, served) = (sum + route.Cost - instance.EngineerPrice - WorkOnSite(route), served + route.Visits);
        }
        return (double)sum / served * (instance.Problem.Prices.WorkingHour > 0 ? BoldnessWhereTimeIsPaid : 1);
    }

    // No search makes it less, so it says nothing of how large differences are.
    private static long WorkOnSite(Route route)
    {
        var sum = 0L;
        for (var stop = 1; stop <= route.Count; stop++)
            sum += route.Type.Duration[route.Node[stop]];
        return sum * route.Type.WorkingHour;
    }
}
