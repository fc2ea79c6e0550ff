using System.Security.Cryptography;
using System.Text;
using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.World;
using Dispatch.Silo.Access;
using Microsoft.Net.Http.Headers;

namespace Dispatch.Api.Engineers;

/// <summary><c>GET /api/calendar/{token}.ics</c>: the visits ahead of the engineer whose secret address it is, as iCalendar (RFC 5545).</summary>
/// <remarks>Calendar programs cannot sign in, so the address itself is the secret. Whatever is wrong with it gets the same answer.</remarks>
public static class GetCalendarFeed
{
    private const string MediaType = "text/calendar; charset=utf-8";

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/calendar/{token}.ics", Handle).AllowAnonymous().WithTags("Engineers")
        .Produces<string>(StatusCodes.Status200OK, "text/calendar")
        .WithSummary("An engineer's visits as iCalendar, at the secret address that POST /api/engineers/{id}/calendar-feed gives.");

    /// <summary>The address of a feed as the caller reaches this service.</summary>
    internal static string Address(HttpRequest request, string secret) => $"{request.Scheme}://{request.Host}/api/calendar/{secret}.ics";

    private static async Task<IResult> Handle(
        string token, HttpContext context, PrincipalStore principals, WorldPicture world, VisitCalendar calendar, CancellationToken cancellationToken)
    {
        if (await principals.FindByKey(Secrets.Hash(token), cancellationToken) is not { Key.Kind: KeyKind.Calendar, Principal: { Engineer: { } id } principal }
            || Caller.Person(principal) is var owner && !owner.Holds(Policies.WorldRead)
            || EngineerRoutes.Find(world, owner, id) is not { } engineer)
            return new ProblemResult(Problem.Of("calendar-feed-unknown"));
        var text = Encoding.UTF8.GetBytes(await calendar.Of(engineer, owner, cancellationToken));
        // Asked for every time, sent only when it changed.
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Bytes(text, MediaType, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(text))}\""));
    }
}
