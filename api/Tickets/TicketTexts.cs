using Dispatch.Grains.Journal;

namespace Dispatch.Api.Tickets;

/// <summary>Collects the texts of one command: they are stored beside it and referred to by id and hash.</summary>
/// <param name="subject">Customer whom they are about, so that erasing him finds them.</param>
public sealed class TicketTexts(IdSource ids, string? subject)
{
    private readonly List<Content> texts = [];

    /// <summary>All texts so far.</summary>
    public IReadOnlyList<Content> All => texts;

    /// <summary>Keeps a text; null stays null.</summary>
    public ContentRef? Keep(string kind, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return KeepAs(ids.Next(), kind, text);
    }

    /// <summary>Keeps a text under an id of its own.</summary>
    public ContentRef KeepAs(string id, string kind, string text)
    {
        texts.Add(new(id, subject, kind, text));
        return ContentRef.To(id, text);
    }
}
