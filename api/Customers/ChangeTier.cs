using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Customers;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Orleans;

namespace Dispatch.Api.Customers;

/// <summary><c>POST /api/customers/{id}/change-tier</c>: treats a customer otherwise from now on, open tickets included.</summary>
public static class ChangeTier
{
    /// <summary>What is asked.</summary>
    /// <param name="Tier">Tier that policies look at, such as <c>standard</c> or <c>gold</c>.</param>
    public sealed record Request(string Tier);

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder customers) => customers.MapPost("/{id}/change-tier", Handle).RequireAuthorization(Policies.CustomersWrite)
        .RepeatableByNature().Produces(StatusCodes.Status204NoContent)
        .WithSummary("Gives a customer another tier. Open tickets ask again which policy is for them, and keep what their clocks have used.");

    private static async Task<IResult> Handle(
        string id, Request request, HttpContext context, IJournal journal, CustomerCases cases, CustomerTiers tiers, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        if (await CustomerRoutes.Find(id, caller, journal, cases, cancellationToken) is null)
            return new ProblemResult(Problem.Of("customer-unknown"));
        var outcome = await grains.GetGrain<ICustomerGrain>($"{Customer.Kind}/{id}").ChangeTier(caller.Org, request.Tier, Origins.Of(context));
        tiers.Forget(id);
        return Outcomes.Answer(context, outcome);
    }
}
