using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Silo.Access;

namespace Dispatch.Api.Principals;

/// <summary><c>POST /api/principals</c>: creates a person, machine or wallboard.</summary>
public static class CreatePrincipalRoute
{
    private const int MaxName = 200;

    /// <summary>The principal to create.</summary>
    public sealed record Request(string Id, LocalText Name, string Org, IReadOnlyList<Role> Roles)
    {
        /// <summary>Team of an agent.</summary>
        public string? Team { get; init; }

        /// <summary>Engineer that the principal is.</summary>
        public string? Engineer { get; init; }

        /// <summary><c>zh</c> or <c>en</c>; zh when absent.</summary>
        public string? Language { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder principals) => principals.MapPost("", Handle).RequireAuthorization(Policies.Principals)
        .Produces<PrincipalView>(StatusCodes.Status201Created)
        .WithSummary("Creates a person, machine or wallboard.");

    private static async Task<IResult> Handle(Request request, HttpContext context, PrincipalStore store, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Name.Zh) || string.IsNullOrWhiteSpace(request.Name.En))
            return new ProblemResult(Problem.Of("text-length", ("min", 1), ("max", MaxName)).At("$.name"));
        var create = new CreatePrincipal(request.Id, request.Name, request.Org, request.Roles)
        {
            Team = request.Team,
            Engineer = request.Engineer,
            Language = request.Language ?? "zh",
        };
        if (await store.Handle(request.Id, create, Origins.Of(context), cancellationToken) is { } refusal)
            return new ProblemResult(Problem.Of(refusal));
        return TypedResults.Created($"/api/principals/{request.Id}", PrincipalView.Of((await store.Find(request.Id, cancellationToken))!));
    }
}
