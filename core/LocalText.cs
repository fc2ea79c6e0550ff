namespace Dispatch;

/// <summary>A text that users see, in both languages of the product.</summary>
public sealed record LocalText(string Zh, string En)
{
    /// <summary>The text in the language of a BCP 47 tag; Chinese unless the tag is English.</summary>
    public string In(string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? En : Zh;
}
