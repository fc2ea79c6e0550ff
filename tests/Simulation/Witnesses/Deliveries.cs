using Dispatch.Silo.Consistency;
using Dispatch.Silo.Founding;
using Dispatch.Stock;

namespace Dispatch.Tests.Simulation.Witnesses;

/// <summary>Parts that came in were booked once: what is on the shelves, what was used and what is under way is what was there and what was delivered.</summary>
/// <param name="company">What the shelves held at first.</param>
/// <param name="ledger">Deliveries asked for and acknowledged.</param>
/// <param name="settled">Whether every delivery was answered.</param>
internal sealed class Deliveries(CompanyPlan company, Ledger ledger, bool settled) : Check
{
    private readonly IReadOnlyDictionary<string, int> founded = company.Warehouses
        .SelectMany(warehouse => warehouse.Stock.Select(part => ($"{StockItem.Kind}/{warehouse.Id}/{part.Part}", part.Quantity)))
        .ToDictionary(part => part.Item1, part => part.Quantity, StringComparer.Ordinal);

    private readonly SortedDictionary<string, (long Received, long Exchanged, long Used, int OnHand)> shelves = new(StringComparer.Ordinal);

    public override string Name => "deliveries";

    public override void See(SeenEntity entity)
    {
        if (entity.State is StockItem item)
            shelves.Add(entity.Stored.Id, (0, 0, 0, item.OnHand));
    }

    public override async Task Ask(System.Data.Common.DbConnection connection, CancellationToken cancellationToken)
    {
        foreach (var (stock, received, exchanged, used) in await Dapper.SqlMapper.QueryAsync<(string, long, long, long)>(connection,
            """
            select entity_id,
                sum(case kind when 'stock-received.v1' then json_extract(body, '$.quantity') else 0 end),
                sum(case kind when 'stock-arrived.v1' then json_extract(body, '$.quantity') when 'stock-sent.v1' then -json_extract(body, '$.quantity') else 0 end),
                sum(case kind when 'stock-used.v1' then json_extract(body, '$.quantity') else 0 end)
            from event where entity_id like 'stock/%' group by entity_id
            """))
            if (shelves.TryGetValue(stock, out var shelf))
                shelves[stock] = (received, exchanged, used, shelf.OnHand);
    }

    public override void Conclude()
    {
        foreach (var (stock, (received, exchanged, used, onHand)) in shelves)
        {
            var (promised, asked) = ledger.Deliveries.GetValueOrDefault(stock);
            var delivered = received - founded[stock];
            if (delivered < promised || delivered > (settled ? promised : asked))
                Broken(stock, "delivery-miscounted", ("received", delivered), ("acknowledged", promised), ("asked", asked));
            if (received + exchanged - used != onHand)
                Broken(stock, "shelf-miscounted", ("received", received), ("exchanged", exchanged), ("used", used), ("onHand", onHand));
        }
    }
}
