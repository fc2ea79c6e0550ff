namespace Dispatch.Api.Files;

/// <summary>An uploaded file: who brought which bytes. Its name may name a person, so it lies with the erasable texts.</summary>
/// <param name="Id">Bare id.</param>
/// <param name="Org">Org path whose people may see it.</param>
/// <param name="By">Actor who brought it.</param>
/// <param name="Name">Id of the text that holds the name.</param>
public sealed record FileCard(string Id, string Org, string By, string Sha256, string Type, long Size, string Name)
{
    /// <summary>Kind of entity.</summary>
    public const string Kind = "file";

    /// <summary>Journal key of a file.</summary>
    public static string Key(string id) => $"{Kind}/{id}";
}

/// <summary>An uploaded file as lists show it.</summary>
/// <param name="Type">Media type told by the bytes.</param>
/// <param name="Size">Bytes.</param>
public sealed record FileView(string Id, string Name, string Type, long Size);
