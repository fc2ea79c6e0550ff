using Dispatch.Customers;
using Dispatch.Grains.Journal;
using Dispatch.Tickets;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains;

/// <summary>The shell of a <see cref="Customer"/>.</summary>
public sealed class CustomerGrain(EntityContext context, IOpenTickets open) : EntityGrain<Customer, CustomerEvent>(context), ICustomerGrain
{
    /// <summary>Intake remembers a tier for half a minute: tickets that came in with the former one are told after it.</summary>
    private static readonly TimeSpan TierRemembered = TimeSpan.FromSeconds(40);

    /// <inheritdoc />
    public Task<Outcome> ChangeTier(string org, string tier, Origin origin) => Commit(CustomerDecisions.ChangeTier(State, org, tier, Now), origin);

    /// <inheritdoc />
    public Task<Outcome> Register(string org, string tier, Content? card, Origin origin) => Commit(
        CustomerDecisions.Register(State, org, tier, card is null ? null : ContentRef.To(card.Id, card.Text)),
        origin, commit => commit with { Content = card is null ? [] : [card] });

    /// <inheritdoc />
    public Task<Outcome> NoteErased(string org, int tickets, int texts, Origin origin) =>
        Commit(CustomerDecisions.NoteErased(State, org, tickets, texts, Now), origin);

    /// <inheritdoc />
    public Task<Snapshot<Customer>?> Describe() => Task.FromResult(Version is 0 ? null : new Snapshot<Customer>(State, Version));

    /// <inheritdoc />
    protected override IEnumerable<Reaction> Pending(Customer customer) => customer.TierUnheardSince is { } since
        ? [new(TierNews(since), () => TellTier(customer.Tier, since)) { AskAgainAfter = MachineWait(TierRemembered) }]
        : [];

    /// <inheritdoc />
    protected override CustomerEvent? LetGo(Customer customer, Func<string, bool> heard) =>
        customer.TierUnheardSince is { } since && heard(TierNews(since)) ? new CustomerTierHeard(since) : null;

    /// <summary>Tells the tickets that are open, at once and again when none comes in with the former tier any more.</summary>
    private async Task<bool> TellTier(string tier, DateTimeOffset since)
    {
        var told = Now;
        foreach (var ticket in await open.Of(Id))
            if (await GrainFactory.GetGrain<ITicketGrain>($"{Ticket.Kind}/{ticket}").Handle(new ReviewPolicy(tier), Origin.System, []) is Outcome.Rejected { Rejection: var why })
                Log.LogWarning("Ticket {Ticket} did not take its customer's tier: {Reason}.", ticket, why.Code);
        return told >= since + MachineWait(TierRemembered);
    }

    private static string TierNews(DateTimeOffset since) => $"tier/{since.ToUnixTimeMilliseconds()}";
}
