using System.Globalization;
using Dispatch.Customers;

namespace Dispatch.Bench.Stored;

/// <summary>Customers whose tickets are stored: ids as telephone numbers give them.</summary>
internal sealed class StoredCustomers(int count)
{
    private readonly string[] ids =
        [.. Enumerable.Range(0, count).Select(n => CustomerIdentity.ToId("phone", string.Create(CultureInfo.InvariantCulture, $"+86198{n:00000000}")))];

    public int Count => ids.Length;

    public string IdOf(int customer) => ids[customer];
}
