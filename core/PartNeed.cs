namespace Dispatch;

/// <summary>How many pieces of a part a visit needs, or has used.</summary>
/// <param name="Part">Part id.</param>
/// <param name="Quantity">Pieces, at least 1.</param>
public sealed record PartNeed(string Part, int Quantity)
{
    private const int MaxLength = 64;

    /// <summary>Whether a text may name a part: 1 to 64 of a-z, 0-9, hyphen and dot.</summary>
    public static bool IsPart(string text) =>
        text.Length is > 0 and <= MaxLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.');
}
