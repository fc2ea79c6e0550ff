using Dispatch.Planning;

namespace Dispatch.Api.Plans;

/// <summary>Travel times by road in place of the travel model's, where a road network's service is configured. Its address comes from whoever runs the process, never from a caller.</summary>
public sealed partial class RoadTravel(OsrmTable? table, ILogger<RoadTravel> log)
{
    /// <summary>The problem with a matrix between all of its places. Unchanged when there is no service, or when the problem has a matrix of its own.</summary>
    /// <param name="problem">A sound one.</param>
    /// <returns>It, or a fault when places without a way between them meet hours so long that the longest way that is counted would fit in.</returns>
    /// <exception cref="TravelUnavailableException">The service did not say.</exception>
    public async Task<Checked<PlanProblem>> Measure(PlanProblem problem, CancellationToken cancellationToken)
    {
        if (table is null || problem.Matrix is not null)
            return Checked<PlanProblem>.Ok(problem);
        var points = new Dictionary<Place, int>();
        var places = new List<Place>();
        var measured = problem with
        {
            Engineers = [.. problem.Engineers.Select(engineer => engineer with { Start = PointOf(engineer.Start)!, End = PointOf(engineer.End) })],
            Jobs = [.. problem.Jobs.Select(job => job with { At = PointOf(job.At)! })],
            Depot = problem.Depot is { } depot ? depot with { At = PointOf(depot.At)! } : null,
        };
        var seconds = await Seconds(table, places, cancellationToken);
        return CutTo(PlanLimits.Way.TotalSeconds, seconds) && IndexOfTooLong(problem) is >= 0 and var index
            ? Checked<PlanProblem>.Refused(Rejection.Of(RejectionCode.PlanHoursTooLong, ("most", PlanLimits.Way)).At($"{JsonPath.Item("$.engineers", index)}.shift"))
            : Checked<PlanProblem>.Ok(measured with { Matrix = new(seconds) });

        Spot? PointOf(Spot? spot)
        {
            if (spot is not { Place: { } place })
                return spot;
            if (points.TryAdd(place, places.Count))
                places.Add(place);
            return Spot.At(points[place]);
        }
    }

    private async Task<double[][]> Seconds(OsrmTable from, List<Place> places, CancellationToken cancellationToken)
    {
        try
        {
            return await from.Seconds(places, cancellationToken);
        }
        catch (TravelUnavailableException fault)
        {
            LogUnavailable(fault.Message);
            throw;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Travel times are unavailable. {Reason}")]
    private partial void LogUnavailable(string reason);

    // What cannot be reached is as far away as anything may be: nobody's hours are long enough.
    private static bool CutTo(double longest, double[][] seconds)
    {
        var cut = false;
        foreach (var row in seconds)
        {
            for (var to = 0; to < row.Length; to++)
                (cut, row[to]) = (cut || row[to] >= longest, Math.Min(row[to], longest));
        }
        return cut;
    }

    private static int IndexOfTooLong(PlanProblem problem) =>
        problem.Engineers.Index().Where(each => CouldTravel(each.Item, problem)).Select(each => each.Index).FirstOrDefault(-1);

    private static bool CouldTravel(PlanEngineer engineer, PlanProblem problem) =>
        engineer.Shift.Sum(hours => (hours.Until - hours.From).TotalSeconds) + engineer.MaxOvertime.TotalSeconds
            >= PlanLimits.Way.TotalSeconds * problem.Travel.KilometresPerHour / (engineer.SpeedKmh ?? problem.Travel.KilometresPerHour);
}

/// <summary>Travel times were to come from a road network's service, and did not.</summary>
public sealed class TravelUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
