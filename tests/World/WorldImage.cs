using Microsoft.Data.Sqlite;

namespace Dispatch.Tests.World;

/// <summary>A database at rest. Copying it is much cheaper than founding a company again.</summary>
public sealed class WorldImage
{
    private readonly SqliteConnection image = new("Data Source=:memory:");

    private WorldImage(SqliteConnection source)
    {
        image.Open();
        source.BackupDatabase(image);
    }

    internal static WorldImage Of(SqliteConnection source) => new(source);

    internal void CopyTo(SqliteConnection target)
    {
        // Worlds may start on several threads; one connection serves one at a time.
        lock (image)
            image.BackupDatabase(target);
    }
}
