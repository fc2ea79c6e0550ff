using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Api.World;
using Dispatch.Silo.Access;

namespace Dispatch.Api.Engineers;

/// <summary><c>POST</c> and <c>DELETE /api/engineers/{id}/calendar-feed</c>: a secret address from which a phone's calendar reads an engineer's visits, and its end.</summary>
/// <remarks>The address is a key of whoever signs in as the engineer: it dies with him, and speaks his language.</remarks>
public static class ChangeCalendarFeed
{
    private const string Label = "calendar feed";

    /// <summary>The feed.</summary>
    /// <param name="Id">Names it in the list of its holder's keys; not secret.</param>
    public sealed record Response(string Id)
    {
        /// <summary>The address, on the first answer only: a repeat of the request does not show it again.</summary>
        public string? Url { get; init; }
    }

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder engineers)
    {
        engineers.MapPost("/{id}/calendar-feed", Issue).RequireAuthorization(Policies.EngineersReport).Produces<Response>(StatusCodes.Status201Created)
            .WithSummary("A secret address from which a calendar program reads the engineer's visits; one issued before works no longer.");
        engineers.MapDelete("/{id}/calendar-feed", Revoke).RequireAuthorization(Policies.EngineersReport).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Nobody reads the engineer's visits from the secret address any more.");
    }

    private static async Task<IResult> Issue(
        string id, HttpContext context, WorldPicture world, PrincipalStore store, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var (engineer, problem) = EngineerRoutes.FindToReport(world, caller, id);
        if (engineer is null)
            return new ProblemResult(problem!);
        // Who may report for an engineer but not see his plan does not get to see it by his calendar.
        if (!caller.Holds(Policies.WorldRead))
            return new ProblemResult(Problem.Of("forbidden"));
        var holders = await Holders(id, store, cancellationToken);
        if ((holders.FirstOrDefault(holder => holder.Id == caller.Id) ?? holders.FirstOrDefault(holder => !holder.Disabled)) is not { } holder)
            return new ProblemResult(Problem.Of("engineer-without-sign-in", ("engineer", id)));
        var secret = Secrets.New(KeyKind.Calendar);
        var hash = Secrets.Hash(secret);
        var keyId = Secrets.IdOf(Idempotency.Of(context)?.BodyHash ?? hash);
        if (await Idempotency.IsRepeat(context))
            return TypedResults.Ok(new Response(keyId));
        return await store.Handle(holder.Id, new IssueKey(keyId, KeyKind.Calendar, hash, Label, null, null), Origins.Of(context), cancellationToken) is { } refusal
            ? new ProblemResult(Problem.Of(refusal))
            : TypedResults.Created((string?)null, new Response(keyId) { Url = GetCalendarFeed.Address(context.Request, secret) });
    }

    private static async Task<IResult> Revoke(
        string id, HttpContext context, WorldPicture world, PrincipalStore store, CancellationToken cancellationToken)
    {
        var (engineer, problem) = EngineerRoutes.FindToReport(world, Caller.Of(context.User), id);
        if (engineer is null)
            return new ProblemResult(problem!);
        foreach (var holder in await Holders(id, store, cancellationToken))
            foreach (var key in holder.Keys.Where(key => key.Kind is KeyKind.Calendar))
                await store.Handle(holder.Id, new RevokeKey(key.Id), Origins.Of(context), cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Those who sign in as an engineer, by id.</summary>
    private static async Task<IReadOnlyList<Principal>> Holders(string engineer, PrincipalStore store, CancellationToken cancellationToken) =>
        [.. (await store.All(cancellationToken)).Where(principal => principal.Engineer == engineer)];
}
