using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Files;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Customers;
using Dispatch.Grains;
using Dispatch.Silo.Erasure;
using Orleans;

namespace Dispatch.Api.Customers;

/// <summary><c>POST /api/customers/{id}/erase</c>: erases a person's names, contacts, addresses, words and files, for good.</summary>
public static class EraseCustomer
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder customers) => customers.MapPost("/{id}/erase", Handle).RequireAuthorization(Policies.CustomersErase)
        .Produces<Erased>().WithSummary("Erases all texts about a customer, and all texts and files of the customer's tickets; tickets, events and clocks stay.");

    private static async Task<IResult> Handle(
        string id, HttpContext context, IGrainFactory grains, PersonEraser eraser, IFileStore files, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        var known = await grains.GetGrain<ICustomerGrain>($"{Customer.Kind}/{id}").Describe();
        IReadOnlyList<string> orgs = [.. await eraser.OrgsOf(id, cancellationToken), .. known is { State.Org: { Length: > 0 } org } ? [org] : Array.Empty<string>()];
        if (!orgs.Any(each => OrgPath.Holds(caller.Org, each)))
            return new ProblemResult(Problem.Of("customer-unknown"));
        // A person is erased whole or not at all.
        if (!orgs.All(each => OrgPath.Holds(caller.Org, each)))
            return new ProblemResult(Problem.Of("forbidden"));
        var (erased, bytes) = await eraser.Erase(id, caller.Org, Origins.Of(context), cancellationToken);
        foreach (var sha256 in bytes)
            files.Delete(sha256);
        return TypedResults.Ok(erased);
    }
}
