using Dispatch.Grains;

namespace Dispatch.Tests.Simulation;

/// <summary>What those outside asked for and what was acknowledged to them.</summary>
internal sealed class Ledger
{
    private readonly SortedDictionary<string, SortedSet<string>> tickets = new(StringComparer.Ordinal);
    private readonly SortedSet<string> replies = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (int Promised, int Asked)> deliveries = new(StringComparer.Ordinal);
    private readonly List<string> refusals = [];

    /// <summary>Ids acknowledged to each client, by the client's order number.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> Tickets => tickets;

    /// <summary>Ids of acknowledged messages between customers and company.</summary>
    public IReadOnlyCollection<string> Replies => replies;

    /// <summary>Pieces by stock key: those acknowledged, and those asked for, which may have come in.</summary>
    public IReadOnlyDictionary<string, (int Promised, int Asked)> Deliveries => deliveries;

    /// <summary>Answers to clients that no client may get.</summary>
    public IReadOnlyList<string> Refusals => refusals;

    /// <summary>Requests that are not answered yet.</summary>
    public int Open { get; private set; }

    /// <summary>Asks until answered and counts the request as open meanwhile.</summary>
    public async Task<Outcome> Await(Task<Outcome> request)
    {
        Open++;
        try
        {
            return await request;
        }
        finally
        {
            Open--;
        }
    }

    public void Opened(string order, string ticket)
    {
        if (!tickets.TryGetValue(order, out var ids))
            tickets.Add(order, ids = new(StringComparer.Ordinal));
        ids.Add(ticket);
    }

    public void Replied(string text) => replies.Add(text);

    public void Deliver(string stock, int pieces) => Count(stock, 0, pieces);

    public void Delivered(string stock, int pieces) => Count(stock, pieces, 0);

    public void Refused(string what) => refusals.Add(what);

    private void Count(string stock, int promised, int asked)
    {
        var known = deliveries.GetValueOrDefault(stock);
        deliveries[stock] = (known.Promised + promised, known.Asked + asked);
    }
}
