namespace Dispatch;

/// <summary>Ids that people choose: 1 to 64 characters a-z, 0-9 and hyphen, not starting with a hyphen.</summary>
public static class Slug
{
    /// <summary>Whether a text may be an id.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: >= 1 and <= 64 } && text[0] is not '-' && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');
}
