namespace Dispatch;

/// <summary>How many pieces of a part a visit needs, or has used.</summary>
/// <param name="Part">Part id.</param>
/// <param name="Quantity">Pieces, at least 1.</param>
public sealed record PartNeed(string Part, int Quantity);
