using System.Text.Json;

namespace Dispatch.Configuration;

/// <summary>Reads one document strictly and collects everything that is wrong with it, each with its JSON path.</summary>
public sealed class DocumentReader(string id, JsonElement root)
{
    private readonly List<Rejection> rejections = [];
    private readonly HashSet<string> blamed = new(StringComparer.Ordinal);

    /// <summary>Id under which the document is published.</summary>
    public string Id { get; } = id;

    /// <summary>The whole document.</summary>
    public JsonElement Root { get; } = root;

    /// <summary>What is wrong, in the order found; empty when the document is valid so far.</summary>
    public IReadOnlyList<Rejection> Rejections => rejections;

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool Sound => rejections.Count is 0;

    /// <summary>Notes something wrong at a path.</summary>
    public void Reject(string path, RejectionCode code, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        blamed.Add(path);
        rejections.Add(Rejection.Of(code, arguments).At(path));
    }

    /// <summary>Notes rejections found elsewhere, whose paths start at the document's root.</summary>
    public void Reject(IEnumerable<Rejection> found)
    {
        foreach (var rejection in found)
        {
            blamed.Add(rejection.Path ?? "$");
            rejections.Add(rejection);
        }
    }

    /// <summary>Reads the whole document.</summary>
    public T? Read<T>() where T : class => Read<T>(Root, "$");

    /// <summary>Reads a part; unknown members and wrong types are rejected at their path and give null.</summary>
    public T? Read<T>(JsonElement element, string path) where T : class
    {
        try
        {
            if (element.Deserialize<T>(DispatchJson.Strict) is { } value)
                return value;
            Malformed(path, "null");
        }
        catch (JsonException e)
        {
            Malformed(path + (e.Path is { Length: > 1 } inner ? inner[1..] : ""), Reason(e));
        }
        return null;
    }

    /// <summary>Reads a list element by element, so that one bad element does not hide the faults of the next. Absent means empty.</summary>
    public IReadOnlyList<T> ReadList<T>(JsonElement parent, string name, string parentPath) where T : class
    {
        var path = $"{parentPath}.{name}";
        if (parent.ValueKind is not JsonValueKind.Object || !parent.TryGetProperty(name, out var list))
            return [];
        if (list.ValueKind is not JsonValueKind.Array)
        {
            Reject(path, RejectionCode.DocumentMalformed, ("reason", "not a list"));
            return [];
        }
        var values = new List<T>();
        foreach (var (index, element) in list.EnumerateArray().Index())
            if (Read<T>(element, JsonPath.Item(path, index)) is { } value)
                values.Add(value);
        return values;
    }

    /// <summary>Rejects every null in a list, and every text that lacks a language: an object with <c>zh</c> or <c>en</c> is a text and needs both.</summary>
    internal void CheckShape() => CheckShape(Root, "$");

    /// <summary>Rejects a document whose own id is not the one it is published under.</summary>
    internal void CheckId()
    {
        if (Root.ValueKind is JsonValueKind.Object && Root.TryGetProperty("id", out var own)
            && own.ValueKind is JsonValueKind.String && own.GetString() != Id)
            Reject("$.id", RejectionCode.DocumentIdDiffers, ("id", own.GetString()), ("expected", Id));
    }

    private void CheckShape(JsonElement element, string path)
    {
        if (element.ValueKind is JsonValueKind.Array)
            foreach (var (index, item) in element.EnumerateArray().Index())
            {
                var at = JsonPath.Item(path, index);
                if (item.ValueKind is JsonValueKind.Null)
                    Reject(at, RejectionCode.DocumentMalformed, ("reason", "null in a list"));
                CheckShape(item, at);
            }
        if (element.ValueKind is not JsonValueKind.Object)
            return;
        foreach (var member in element.EnumerateObject())
            CheckShape(member.Value, JsonPath.Member(path, member.Name));
        if (!element.TryGetProperty("zh", out var zh) & !element.TryGetProperty("en", out var en))
            return;
        foreach (var (language, text) in new[] { ("zh", zh), ("en", en) })
            if (text.ValueKind is JsonValueKind.Undefined || text.ValueKind is JsonValueKind.String && string.IsNullOrWhiteSpace(text.GetString()))
                Reject(path, RejectionCode.TextMissing, ("language", language));
    }

    // What is already blamed, such as a text without a language, has its own better reason.
    private void Malformed(string path, string reason)
    {
        if (!blamed.Contains(path))
            Reject(path, RejectionCode.DocumentMalformed, ("reason", reason));
    }

    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        return end > 0 ? e.Message[..end] : e.Message;
    }
}
