namespace Dispatch.Configuration;

/// <summary>A kind of configuration document: how its JSON is read, checked and compiled. Each noun registers its own.</summary>
/// <param name="name">Name in paths and versions, such as <c>case-type</c>.</param>
public abstract class DocumentKind(string name)
{
    /// <summary>Name in paths and versions, such as <c>case-type</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Kinds whose current documents this kind refers to: publishing one of those checks this kind's documents again.</summary>
    public virtual IReadOnlyList<string> Uses => [];

    /// <summary>Compiles to what decisions use, or null after rejecting on the reader.</summary>
    internal abstract object? CompileAny(DocumentReader document, ConfigurationSnapshot configuration);
}

/// <summary>A kind whose documents compile to <typeparamref name="T"/>.</summary>
/// <inheritdoc />
public abstract class DocumentKind<T>(string name) : DocumentKind(name) where T : class
{
    /// <summary>Compiles a document. Whatever is wrong is rejected on the reader, all at once and with its path; a result beside rejections is dropped.</summary>
    /// <param name="document">The JSON and the collector of rejections.</param>
    /// <param name="configuration">Everything else that is current, for references.</param>
    protected abstract T? Compile(DocumentReader document, ConfigurationSnapshot configuration);

    internal sealed override object? CompileAny(DocumentReader document, ConfigurationSnapshot configuration) =>
        Compile(document, configuration);
}
