using Dispatch.Stock;

namespace Dispatch.Grains;

/// <summary>The shell of a <see cref="Warehouse"/>.</summary>
public sealed class WarehouseGrain(EntityContext context) : EntityGrain<Warehouse, WarehouseEvent>(context), IWarehouseGrain
{
    /// <inheritdoc />
    public Task<Outcome> Define(DefineWarehouse command, Origin origin) => Commit(WarehouseDecisions.Decide(State, command), origin);

    /// <inheritdoc />
    public Task<Snapshot<Warehouse>?> Describe() => Task.FromResult(Version is 0 ? null : new Snapshot<Warehouse>(State, Version));
}
