namespace Dispatch.Api.Reports;

/// <summary>What managers read of how the work went.</summary>
public static class ReportRoutes
{
    /// <summary>Maps the routes.</summary>
    public static void MapReports(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("Reports");
        GetSlaReport.Map(reports);
        ListOutcomes.Map(reports);
    }
}
