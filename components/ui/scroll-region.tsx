"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

/**
 * A box that scrolls sideways and can be reached by keyboard. It is a stop for the Tab key only while there
 * is something to scroll; without JavaScript it always is.
 */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  label: string;
  className: string;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(true);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () =>
      setScrolls(
        getComputedStyle(element).overflowX !== "visible" &&
          (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1),
      );
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);

  const reach = scrolls ? { role: "region", tabIndex: 0, "aria-label": label } : {};
  return (
    <div ref={box} className={className} {...reach}>
      {children}
    </div>
  );
}
