using System.Collections.Immutable;

namespace Dispatch.Configuration;

/// <summary>All configuration, compiled, as one immutable value that decisions get as an argument.</summary>
/// <remarks>Documents are folded in the order of the journal, each compiled once against what was current then,
/// so that every process has the same snapshot and an old version keeps meaning what it meant.</remarks>
public sealed class ConfigurationSnapshot
{
    /// <summary>Largest body of a document, in UTF-16 units.</summary>
    public const int LargestBody = 256 * 1024;

    private static readonly ImmutableSortedDictionary<string, Entry> NoDocuments =
        ImmutableSortedDictionary.Create<string, Entry>(StringComparer.Ordinal);

    private readonly ImmutableSortedDictionary<string, DocumentKind> kinds;
    private readonly ImmutableSortedDictionary<string, Entry> current;
    private readonly ImmutableDictionary<DocumentRef, Entry> exact;
    private readonly ImmutableSortedDictionary<string, string?> teams;

    private ConfigurationSnapshot(
        ImmutableSortedDictionary<string, DocumentKind> kinds, ImmutableSortedDictionary<string, Entry> current,
        ImmutableDictionary<DocumentRef, Entry> exact, ImmutableSortedDictionary<string, string?> teams, ImmutableList<ConfigurationFault> faults) =>
        (this.kinds, this.current, this.exact, this.teams, Faults) = (kinds, current, exact, teams, faults);

    /// <summary>A snapshot that knows these kinds and holds no document yet.</summary>
    public static ConfigurationSnapshot Of(params IEnumerable<DocumentKind> kinds) => new(
        kinds.ToImmutableSortedDictionary(kind => kind.Name, kind => kind, StringComparer.Ordinal),
        NoDocuments, ImmutableDictionary<DocumentRef, Entry>.Empty, ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal), []);

    /// <summary>Ids of the teams that documents may name.</summary>
    public ImmutableSortedSet<string> Teams => field ??= teams.Keys.ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>IANA time zone of a team; null where it names none.</summary>
    public string? TimeZoneOf(string team) => teams.GetValueOrDefault(team);

    /// <summary>Published documents that did not compile here (two people published at once); the version before stays current.</summary>
    public ImmutableList<ConfigurationFault> Faults { get; }

    /// <summary>Names of all kinds, in ordinal order.</summary>
    public IEnumerable<string> Kinds => kinds.Keys;

    /// <summary>Versions of all current documents, by kind and id.</summary>
    public IEnumerable<DocumentRef> CurrentRefs => current.Values.Select(entry => entry.Document.Ref());

    /// <summary>The current document as published, or null.</summary>
    public ConfigurationDocument? Document(string kind, string id) => current.GetValueOrDefault(Key(kind, id))?.Document;

    /// <summary>An exact version as published, or null.</summary>
    public ConfigurationDocument? Document(DocumentRef version) => exact.GetValueOrDefault(version)?.Document;

    /// <summary>The current version, compiled; null when nothing of that id is published.</summary>
    public Versioned<T>? Current<T>(DocumentKind<T> kind, string id) where T : class =>
        current.GetValueOrDefault(Key(kind.Name, id))?.As<T>();

    /// <summary>An exact version, compiled: what a running ticket keeps.</summary>
    public Versioned<T>? Exact<T>(DocumentKind<T> kind, string id, int version) where T : class =>
        exact.GetValueOrDefault(new(kind.Name, id, version))?.As<T>();

    /// <summary>All current documents of a kind, compiled, by id.</summary>
    public IEnumerable<Versioned<T>> AllCurrent<T>(DocumentKind<T> kind) where T : class => CurrentOf(kind.Name).Select(entry => entry.As<T>());

    /// <summary>The snapshot in which exactly these teams are known.</summary>
    public ConfigurationSnapshot WithTeams(params IEnumerable<string> ids) =>
        new(kinds, current, exact, ids.ToImmutableSortedDictionary(id => id, TimeZoneOf, StringComparer.Ordinal), Faults);

    /// <summary>The snapshot in which a team is known.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="timeZone">IANA time zone of its wall clock, or null.</param>
    public ConfigurationSnapshot WithTeam(string id, string? timeZone) => new(kinds, current, exact, teams.SetItem(id, timeZone), Faults);

    /// <summary>The snapshot in which a document is the only current one of its kind; exact versions stay known.</summary>
    public ConfigurationSnapshot WithOnly(string kind, string id) => new(
        kinds, current.RemoveRange(CurrentOf(kind).Where(entry => entry.Document.Id != id).Select(entry => Key(kind, entry.Document.Id)).ToList()), exact, teams, Faults);

    /// <summary>The snapshot with a published document. A version already known changes nothing; an older one does not become current.</summary>
    public ConfigurationSnapshot With(ConfigurationDocument document)
    {
        if (exact.ContainsKey(document.Ref()))
            return this;
        var (value, rejections) = Compile(document.Kind, document.Id, document.Body);
        if (value is null)
            return new(kinds, current, exact, teams, Faults.Add(new(document.Ref(), rejections)));
        var entry = new Entry(document, value);
        var key = Key(document.Kind, document.Id);
        var newest = current.TryGetValue(key, out var known) && known.Document.Version > document.Version ? known : entry;
        return new(kinds, current.SetItem(key, newest), exact.Add(document.Ref(), entry), teams, Faults);
    }

    /// <summary>Everything that is wrong with a body that somebody wants to publish, with JSON paths; empty when it may be.</summary>
    public IReadOnlyList<Rejection> Validate(string kind, string id, JsonBody body)
    {
        var (value, rejections) = Compile(kind, id, body);
        return value is null ? rejections : Broken(new(kind, id, int.MaxValue, body));
    }

    private List<Rejection> Broken(ConfigurationDocument document)
    {
        var after = With(document);
        return [..
            from user in kinds.Values
            where user.Uses.Contains(document.Kind, StringComparer.Ordinal)
            from entry in CurrentOf(user.Name)
            where entry.Document.Kind != document.Kind || entry.Document.Id != document.Id
            from rejection in after.Compile(user.Name, entry.Document.Id, entry.Document.Body).Rejections
            select Rejection.Of(RejectionCode.DocumentBreaksAnother,
                ("document", entry.Document.Ref()), ("code", rejection.Code), ("path", rejection.Path)).At("$")];
    }

    private (object? Value, IReadOnlyList<Rejection> Rejections) Compile(string kindName, string id, JsonBody body)
    {
        if (!kinds.TryGetValue(kindName, out var kind))
            return (null, [Rejection.Of(RejectionCode.DocumentKindUnknown, ("kind", kindName))]);
        if (!Slug.IsValid(id))
            return (null, [Rejection.Of(RejectionCode.DocumentIdInvalid, ("id", id))]);
        if (body.Text.Length > LargestBody)
            return (null, [Rejection.Of(RejectionCode.DocumentTooLarge, ("limit", LargestBody)).At("$")]);
        var reader = new DocumentReader(id, body.Root());
        reader.CheckShape();
        reader.CheckId();
        var value = kind.CompileAny(reader, this);
        if (value is null && reader.Sound)
            throw new InvalidOperationException($"The kind {kindName} compiled {id} to nothing without saying why.");
        return reader.Sound ? (value, []) : (null, reader.Rejections);
    }

    private static string Key(string kind, string id) => $"{kind}/{id}";

    private IEnumerable<Entry> CurrentOf(string kind) => current.Values.Where(entry => entry.Document.Kind == kind);

    private sealed record Entry(ConfigurationDocument Document, object Value)
    {
        public Versioned<T> As<T>() where T : class => new(Document.Ref(), (T)Value);
    }
}

/// <summary>A published document that could not be used, and why.</summary>
public sealed record ConfigurationFault(DocumentRef Document, IReadOnlyList<Rejection> Rejections);
