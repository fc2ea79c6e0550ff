using System.Text.Json;
using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Customers;
using Dispatch.Grains.Journal;

namespace Dispatch.Api.Customers;

/// <summary>Routes of customers.</summary>
public static class CustomerRoutes
{
    private const int MaxSearch = 200;
    private static readonly string[] IdentityKinds = ["phone", "email", "account", "wechat"];

    /// <summary>Maps them.</summary>
    public static void MapCustomers(this IEndpointRouteBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("Customers");
        customers.MapGet("", Search).RequireAuthorization(Policies.CustomersRead).Produces<Page<CustomerView>>()
            .WithSummary("Customers by an exact phone number, e-mail, account or id.");
        customers.MapGet("/{id}", Get).RequireAuthorization(Policies.CustomersRead).Produces<CustomerView>()
            .WithSummary("A customer with what is open.");
        ChangeTier.Map(customers);
        EraseCustomer.Map(customers);
    }

    /// <summary>Identities are known by their hash alone, so a search is exact: the id itself, or the value under each kind of identity.</summary>
    private static async Task<IResult> Search(
        string? q, [AsParameters] Paging paging, HttpContext context, IJournal journal, CustomerCases cases, CancellationToken cancellationToken)
    {
        if (q?.Length > MaxSearch)
            return new ProblemResult(Problem.Of("parameter-invalid", ("parameter", "q")).At("?q"));
        var found = new List<CustomerView>();
        IEnumerable<string> ids = string.IsNullOrWhiteSpace(q) ? [] : IdentityKinds.Select(kind => CustomerIdentity.ToId(kind, q)).Prepend(q.Trim()).Distinct(StringComparer.Ordinal);
        foreach (var id in ids)
            if (await Find(id, Caller.Of(context.User), journal, cases, cancellationToken) is { } view)
                found.Add(view);
        return paging.Of(found, view => view.Id, view => view);
    }

    private static async Task<IResult> Get(
        string id, HttpContext context, IJournal journal, CustomerCases cases, CancellationToken cancellationToken) =>
        await Find(id, Caller.Of(context.User), journal, cases, cancellationToken) is { } view
            ? TypedResults.Ok(view)
            : new ProblemResult(Problem.Of("customer-unknown"));

    /// <summary>Whoever was registered in the caller's scope, or has tickets there.</summary>
    internal static async Task<CustomerView?> Find(string id, Caller caller, IJournal journal, CustomerCases cases, CancellationToken cancellationToken)
    {
        var stored = await journal.Load($"{Customer.Kind}/{id}", cancellationToken);
        var customer = stored is null ? new(id) : JsonSerializer.Deserialize<Customer>(stored.State.Span, DispatchJson.Stored)!;
        if (customer.Org.Length > 0 ? !OrgPath.Holds(caller.Org, customer.Org) : !await cases.Any(id, caller, cancellationToken))
            return null;
        var cards = customer.Card is { } card ? await journal.ReadContent([card.Id], cancellationToken) : [];
        return CustomerView.Of(customer, await cases.Open(id, caller, cancellationToken), cards.Count > 0 ? cards[0].Text : null);
    }
}

/// <summary>A customer.</summary>
public sealed record CustomerView(string Id, string Tier, IReadOnlyList<OpenCase> OpenTickets)
{
    /// <summary>What the customer is called; absent when unknown or erased.</summary>
    public string? Name { get; init; }

    /// <summary>What the customer is known by; absent when unknown or erased.</summary>
    public JsonElement? Identities { get; init; }

    /// <summary>When the texts about the customer were last erased; absent while they never were.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>The view of a customer.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="open">The tickets that are not over.</param>
    /// <param name="card">Name and identities as JSON; null when unknown or erased.</param>
    public static CustomerView Of(Customer customer, IReadOnlyList<OpenCase> open, string? card)
    {
        var read = card is null ? (JsonElement?)null : JsonSerializer.Deserialize<JsonElement>(card, DispatchJson.Stored);
        return new(customer.Id, customer.Tier, open)
        {
            ErasedAt = customer.ErasedAt,
            Name = read is { ValueKind: JsonValueKind.Object } named && named.TryGetProperty("name", out var name) ? name.ToString() : null,
            Identities = read is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty("identities", out var identities) ? identities : null,
        };
    }
}
