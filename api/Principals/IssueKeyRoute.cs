using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Silo.Access;

namespace Dispatch.Api.Principals;

/// <summary><c>POST /api/principals/{id}/keys</c>: issues an API key, a wallboard's token or a one-time link; the secret is shown once.</summary>
public static class IssueKeyRoute
{
    private const int MaxLabelLength = 100;

    /// <summary>The key wanted.</summary>
    public sealed record Request(string Label)
    {
        /// <summary>What it opens; an API key when absent.</summary>
        public KeyKind? Kind { get; init; }

        /// <summary>Policies to limit it to; absent means all that the roles allow.</summary>
        public IReadOnlyList<string>? Scopes { get; init; }

        /// <summary>From this instant it is refused; absent means never.</summary>
        public DateTimeOffset? ExpiresAt { get; init; }
    }

    /// <summary>The issued key.</summary>
    public sealed record Response(string Id)
    {
        /// <summary>The secret, on the first answer only: a repeat of the request does not show it again.</summary>
        public string? Secret { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder principals) => principals.MapPost("/{id}/keys", Handle)
        .RequireAuthorization(Policies.Principals).Produces<Response>(StatusCodes.Status201Created)
        .WithSummary("Issues a key; the secret is shown once.");

    private static async Task<IResult> Handle(
        string id, Request request, HttpContext context, PrincipalStore store, CancellationToken cancellationToken)
    {
        if (request.Label.Length is 0 or > MaxLabelLength)
            return new ProblemResult(Problem.Of("text-length", ("min", 1), ("max", MaxLabelLength)).At("$.label"));
        if (request.Scopes?.FirstOrDefault(scope => !Policies.Roles.ContainsKey(scope)) is { } unknown)
            return new ProblemResult(Problem.Of("scope-unknown", ("scope", unknown)).At("$.scopes"));
        var secret = Secrets.New(request.Kind ?? KeyKind.Api);
        var hash = Secrets.Hash(secret);
        var keyId = Idempotency.Of(context) is { } key ? Secrets.IdOf(key.BodyHash) : Secrets.IdOf(hash);
        if (await Idempotency.IsRepeat(context))
            return TypedResults.Ok(new Response(keyId));
        var issue = new IssueKey(keyId, request.Kind ?? KeyKind.Api, hash, request.Label, request.Scopes, request.ExpiresAt);
        return await store.Handle(id, issue, Origins.Of(context), cancellationToken) is { } refusal
            ? new ProblemResult(Problem.Of(refusal))
            : TypedResults.Created((string?)null, new Response(keyId) { Secret = secret });
    }
}
