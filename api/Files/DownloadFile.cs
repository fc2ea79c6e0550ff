using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace Dispatch.Api.Files;

/// <summary><c>GET /api/files/{id}</c>: the bytes as an attachment, never shown inline.</summary>
public static class DownloadFile
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder files) => files.MapGet("/{id}", Handle).RequireAuthorization(Policies.Files)
        .WithSummary("The file as an attachment. Engineers and customers name the ticket that they see it in.");

    private static async Task<IResult> Handle(
        string id, string? ticket, HttpContext context, FileCatalogue catalogue, IFileStore store, IFileReach reach, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        if (await catalogue.Find(id, cancellationToken) is not { } card
            || !await MaySee(caller, card, ticket, reach, cancellationToken)
            || store.Open(card.Sha256) is not { } bytes)
            return new ProblemResult(Problem.Of("file-unknown"));
        var view = await catalogue.View(card, cancellationToken);
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.Stream(bytes, card.Type, view.Name, entityTag: new EntityTagHeaderValue($"\"{card.Sha256}\""));
    }

    private static async Task<bool> MaySee(Caller caller, FileCard card, string? ticket, IFileReach reach, CancellationToken cancellationToken) =>
        card.By == caller.Actor
        || (caller.SeesWholeOrg && OrgPath.Holds(caller.Org, card.Org))
        || (ticket is not null && await reach.Shows(caller, ticket, card.Id, cancellationToken));
}

/// <summary>Whether a ticket that a caller may see shows a file.</summary>
public interface IFileReach
{
    /// <summary>True when the caller may read the ticket and the file came with it.</summary>
    Task<bool> Shows(Caller caller, string ticket, string file, CancellationToken cancellationToken);
}
