using System.Globalization;
using System.Text.Json;
using Dispatch.Customers;
using Dispatch.Grains;
using Dispatch.Grains.Journal;

namespace Dispatch.Bench.Stored;

/// <summary>Customers and their open cases, committed as their grains commit them.</summary>
internal sealed class KnownCustomers
{
    private static readonly EventKinds Kinds = EventKinds.Of<CustomerEvent>();
    private readonly (Customer State, long Version)[] customers;
    private readonly Lock gate = new();

    public KnownCustomers(int count) =>
        customers = [.. Enumerable.Range(0, count).Select(n => (Customer.Initial(CustomerIdentity.ToId("phone", string.Create(CultureInfo.InvariantCulture, $"+86198{n:00000000}"))), 0L))];

    public int Count => customers.Length;

    public string IdOf(int customer) => customers[customer].State.Id;

    /// <summary>Reads what is stored of them.</summary>
    public async Task Load(IJournal journal)
    {
        var places = customers.Select((customer, n) => (customer.State.Id, n)).ToDictionary(each => each.Id, each => each.n, StringComparer.Ordinal);
        foreach (var stored in await journal.LoadAll(Customer.Kind))
            if (places.TryGetValue(stored.Id[(Customer.Kind.Length + 1)..], out var place))
                customers[place] = (JsonSerializer.Deserialize<Customer>(stored.State.Span, DispatchJson.Stored)!, stored.Version);
    }

    /// <summary>A case of a customer came in.</summary>
    public Task Opened(IJournal journal, int customer, TicketRow ticket) =>
        Append(journal, customer, ticket.CreatedAt, state => CustomerDecisions.Open(state, ticket.Org, CaseOf(ticket)));

    /// <summary>A case of a customer is over.</summary>
    public Task Ended(IJournal journal, int customer, string ticket, DateTimeOffset at) =>
        Append(journal, customer, at, state => CustomerDecisions.End(state, ticket));

    /// <summary>All that a stored ticket's customer heard of it, to be written at once.</summary>
    public IEnumerable<Commit> Past(StoredTicket ticket)
    {
        var opened = ticket.Life.Commits(ticket.Stamp, ..1)[0].Row!;
        var events = new List<(CustomerEvent Event, DateTimeOffset At)>();
        lock (gate)
        {
            var state = customers[ticket.Customer].State;
            Take(CustomerDecisions.Open(state, opened.Org, CaseOf(opened)), opened.CreatedAt);
            if (ticket.IsOver)
                Take(CustomerDecisions.End(state, opened.Id), ticket.Life.Span.To + ticket.Stamp.Later);
            return [Commit(ticket.Customer, state, events)];

            void Take(Decision decision, DateTimeOffset at)
            {
                events.AddRange(decision.Events.Cast<CustomerEvent>().Select(@event => (@event, at)));
                state = decision.Events.Cast<CustomerEvent>().Aggregate(state, (next, @event) => next.Apply(@event));
            }
        }
    }

    // Queued in the order of the versions: the group commit takes one commit of an entity after the other.
    private Task Append(IJournal journal, int customer, DateTimeOffset at, Func<Customer, Decision> decide)
    {
        lock (gate)
        {
            var state = customers[customer].State;
            var events = decide(state).Events.Cast<CustomerEvent>().ToList();
            return events.Count is 0
                ? Task.CompletedTask
                : journal.Append(Commit(customer, events.Aggregate(state, (next, @event) => next.Apply(@event)), [.. events.Select(@event => (@event, at))]));
        }
    }

    private Commit Commit(int customer, Customer state, List<(CustomerEvent Event, DateTimeOffset At)> events)
    {
        var version = customers[customer].Version;
        customers[customer] = (state, version + events.Count);
        return new(
            $"{Customer.Kind}/{state.Id}", Customer.Kind, state.Org, version,
            [.. events.Select(each => new EventToStore(Kinds.KindOf(each.Event), each.At, EventKinds.Write(each.Event)))],
            JsonSerializer.SerializeToUtf8Bytes(state, DispatchJson.Stored), Customer.Shape, state.NextWake);
    }

    private static OpenCase CaseOf(TicketRow ticket) => new(ticket.Id, ticket.Kind, ticket.OrderNumber, ticket.CreatedAt);
}
