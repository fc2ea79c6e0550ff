using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Grains;
using Orleans;

namespace Dispatch.Api.Engineers;

/// <summary><c>POST /api/engineers/{id}/shift</c>: an engineer falls ill or comes back; his visits find somebody else.</summary>
public static class ReportShift
{
    /// <summary>What becomes of the shift.</summary>
    public enum Presence
    {
        /// <summary>Back, or not away after all.</summary>
        OnShift,

        /// <summary>Away.</summary>
        Absent,
    }

    /// <summary>The report.</summary>
    public sealed record Request(Presence Presence)
    {
        /// <summary>Since when he is away; now when absent.</summary>
        public DateTimeOffset? From { get; init; }

        /// <summary>Until when he is away; until he reports back when absent.</summary>
        public DateTimeOffset? To { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder engineers) => engineers.MapPost("/{id}/shift", Handle)
        .RequireAuthorization(Policies.EngineersReport).RepeatableByNature().Produces(StatusCodes.Status204NoContent)
        .WithSummary("An engineer falls ill or comes back.");

    private static async Task<IResult> Handle(
        string id, Request request, HttpContext context, WorldPicture world, IGrainFactory grains)
    {
        var (engineer, problem) = EngineerRoutes.FindToReport(world, Caller.Of(context.User), id);
        if (engineer is null)
            return new ProblemResult(problem!);
        if ((PossibleInstants.Check("$.from", request.From) ?? PossibleInstants.Check("$.to", request.To)) is { } impossible)
            return new ProblemResult(impossible);
        EngineerCommand command = request.Presence is Presence.Absent ? new ReportSick(request.From, request.To) : new ReportBack();
        return Outcomes.Answer(context, await grains.GetGrain<IEngineerGrain>($"{Engineer.Kind}/{id}").Handle(command, Origins.Of(context)));
    }
}
