using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.World;

namespace Dispatch.Api.Engineers;

/// <summary><c>POST /api/engineers/{id}/position</c>: where an engineer is. Kept only while he is on shift, the last one only, for 24 hours.</summary>
public static class ReportPosition
{
    private const double MaxLongitude = 180;
    private const double MaxLatitude = 90;

    /// <summary>WGS-84 degrees.</summary>
    public sealed record Request(double Longitude, double Latitude);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder engineers) => engineers.MapPost("/{id}/position", Handle)
        .RequireAuthorization(Policies.EngineersReport).RepeatableByNature().Produces(StatusCodes.Status204NoContent)
        .WithSummary("Where an engineer is.");

    private static IResult Handle(
        string id, Request request, HttpContext context, WorldPicture world, EngineerViews views, Positions positions)
    {
        var (engineer, problem) = EngineerRoutes.FindToReport(world, Caller.Of(context.User), id);
        if (engineer is null)
            return new ProblemResult(problem!);
        if (!(Math.Abs(request.Longitude) <= MaxLongitude) || !(Math.Abs(request.Latitude) <= MaxLatitude))
            return new ProblemResult(Problem.Of(Rejection.Of(RejectionCode.PlaceOutsideTheWorld)).At("$"));
        if (views.PresenceOf(engineer) is EngineerPresence.OnShift)
            positions.Report(id, request.Longitude, request.Latitude);
        else
            positions.Forget(id);
        return TypedResults.NoContent();
    }
}
