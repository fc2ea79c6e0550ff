using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Stock;

namespace Dispatch.Api.Schedule;

/// <summary>What would free an engineer.</summary>
/// <param name="OvertimeMinutes">How much longer he would stay; 0 when it is not overtime that would do.</param>
/// <param name="Then">What it would come to then.</param>
public sealed record FreeingView(int OvertimeMinutes, PricedEngineer Then)
{
    /// <summary>What would have to be carried where first; absent when another time than was promised, or overtime, would do.</summary>
    public IReadOnlyList<PartCarryView>? Parts { get; init; }

    internal static FreeingView Of(EngineerProfile profile, Freeing freeing, Names names) =>
        new((int)(freeing.Overtime?.TotalMinutes ?? 0), PricedEngineer.Of(profile, freeing.Price))
        {
            Parts = freeing.Parts is { } move ? [.. move.Carries.Select(carry => PartCarryView.Of(carry, names))] : null,
        };
}

/// <summary>Pieces of a part to be carried from one warehouse to another.</summary>
/// <param name="From">Bare id of the warehouse that can spare them.</param>
/// <param name="To">Bare id of the one that lacks them.</param>
public sealed record PartCarryView(string Part, int Quantity, string From, LocalText FromName, string To, LocalText ToName)
{
    internal static PartCarryView Of(PartCarry carry, Names names) =>
        new(carry.Part, carry.Quantity, carry.From, names.Warehouse(carry.From), carry.To, names.Warehouse(carry.To));
}
