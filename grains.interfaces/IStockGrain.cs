using Dispatch.Stock;
using Orleans;

namespace Dispatch.Grains;

/// <summary>One part in one warehouse, keyed <c>stock/{warehouse}/{part}</c>. Hot: requests go to memory and are settled together in one commit.</summary>
public interface IStockGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Decides a delivery, a count, and the like.</summary>
    Task<Outcome> Handle(StockCommand command, Origin origin);

    /// <summary>Notes a command of a job; it counts only once it is settled.</summary>
    Task Request(StockJobCommand command);

    /// <summary>Commits everything requested so far, this command included, and answers it.</summary>
    Task<Outcome> Settle(StockJobCommand command, Origin origin);

    /// <summary>The part as it stands; null when the warehouse never kept it.</summary>
    Task<Snapshot<StockItem>?> Describe();
}

/// <summary>One warehouse, keyed <c>warehouse/{id}</c>.</summary>
public interface IWarehouseGrain : IGrainWithStringKey
{
    /// <summary>Enters the warehouse, or replaces what is known of it.</summary>
    Task<Outcome> Define(DefineWarehouse command, Origin origin);

    /// <summary>The warehouse as it stands; null when it is not defined.</summary>
    Task<Snapshot<Warehouse>?> Describe();
}
