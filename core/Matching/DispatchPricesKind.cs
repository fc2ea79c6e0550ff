using Dispatch.Configuration;

namespace Dispatch.Matching;

/// <summary>The kind of document that <see cref="DispatchPrices"/> are published as.</summary>
public sealed class DispatchPricesKind : DocumentKind<DispatchPrices>
{
    /// <summary>Id of the only document of the kind.</summary>
    public const string DocumentId = "default";

    /// <summary>Dearest hour, and dearest visit, in minor units: with them the worst day of the largest zone can still be counted exactly.</summary>
    private const long DearestHour = 500_000, DearestVisit = 2_000_000;

    private DispatchPricesKind() : base("dispatch-prices") { }

    /// <summary>The kind.</summary>
    public static DispatchPricesKind Instance { get; } = new();

    /// <inheritdoc />
    protected override DispatchPrices? Compile(DocumentReader document, ConfigurationSnapshot configuration)
    {
        if (document.Id is not DocumentId)
            document.Reject("$", RejectionCode.DocumentIdDiffers, ("id", document.Id), ("expected", DocumentId));
        if (document.Read<DispatchPrices>() is not { } prices)
            return null;
        if (prices.Currency is not { Length: 3 } || !prices.Currency.All(char.IsAsciiLetterUpper))
            document.Reject("$.currency", RejectionCode.CurrencyInvalid, ("currency", prices.Currency));
        foreach (var (name, price, least, most) in Named(prices))
            if (price < least || price > most)
                document.Reject($"$.{name}", RejectionCode.PlanNumberImpossible, ("value", price), ("least", least), ("most", most));
        return prices;
    }

    private static IEnumerable<(string Name, long Price, long Least, long Most)> Named(DispatchPrices prices) =>
    [
        ("travelHour", prices.TravelHour, 1, DearestHour), ("overtimeHour", prices.OvertimeHour, 0, DearestHour), ("lateHour", prices.LateHour, 0, DearestHour),
        ("delayHour", prices.DelayHour, 0, DearestHour), ("bookedHour", prices.BookedHour, 0, DearestHour), ("changedHour", prices.ChangedHour, 0, DearestHour),
        ("spareLevel", prices.SpareLevel, 0, DearestVisit), ("changedEngineer", prices.ChangedEngineer, 0, DearestVisit),
        ("unserved", prices.Unserved, 0, DearestVisit), ("leastGain", prices.LeastGain, 0, DearestVisit),
    ];
}
