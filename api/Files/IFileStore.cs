namespace Dispatch.Api.Files;

/// <summary>Where the bytes of uploaded files lie, by their SHA-256: a folder here, an S3-like store elsewhere.</summary>
public interface IFileStore
{
    /// <summary>Stores a stream; the same bytes are stored once, bytes of a kind that is not taken are not.</summary>
    /// <exception cref="FileTooLargeException">More than <paramref name="limit"/> bytes came.</exception>
    Task<StoredBytes> Store(Stream content, long limit, CancellationToken cancellationToken);

    /// <summary>Opens bytes for reading; null when they are not (any longer) there.</summary>
    Stream? Open(string sha256);

    /// <summary>Deletes bytes; those that are not there change nothing.</summary>
    void Delete(string sha256);
}

/// <summary>What was stored.</summary>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Type">Media type as the bytes themselves tell; null when they are of no kind that is taken.</param>
public sealed record StoredBytes(string Sha256, long Size, string? Type);

/// <summary>More bytes came than a file may have; nothing was stored.</summary>
public sealed class FileTooLargeException : Exception;
