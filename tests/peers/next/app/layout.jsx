import Link from "next/link";
import "../style.css";
import content from "../content.json";

export const metadata = { title: content.title, icons: "/icon.svg" };

export default function Layout({ children }) {
    return (
        <html lang="vi">
            <body>
                <header>
                    <Link href="/">{content.title}</Link>
                </header>
                <main>{children}</main>
                <footer>{content.title}</footer>
            </body>
        </html>
    );
}
